/** The mix of the cut that is shown, heard before a render: asked for when it is wanted, and followed until it is done. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { $api, api, Refused, type Schemas } from "~/api/client";

export type Mix = Schemas["MixOut"];

const SOON_MS = 800;
/** How long a cut stands before it is mixed again: a trim is seldom alone. */
const RESTED_MS = 1500;
const WISH = "rushes.cut.mix";

/** Whether the mix is wanted, kept from one visit to the next. */
export function useMixWished(): [boolean, (wished: boolean) => void] {
  const [wished, setWished] = useState(() => localStorage.getItem(WISH) === "yes");
  return [
    wished,
    (to) => {
      localStorage.setItem(WISH, to ? "yes" : "no");
      setWished(to);
    },
  ];
}

/** How the mix of a version is coming; nothing while none is wanted. */
export function useMix(project: string, version: number, wished: boolean): Mix | undefined {
  const params = { path: { project_id: project, version } };
  const { queryKey } = $api.queryOptions("get", "/api/projects/{project_id}/cut/{version}/mix", { params });
  const asked = useQuery({
    queryKey,
    queryFn: () => found(params),
    enabled: wished,
    retry: false,
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? SOON_MS : false),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.POST("/api/projects/{project_id}/cut/{version}/mix", { params }),
    onSuccess: () => asked.refetch(),
  });
  const missing = wished && asked.data === null && !isPending;
  useEffect(() => {
    if (!missing) return;
    const timer = setTimeout(() => mutate(), RESTED_MS);
    return () => clearTimeout(timer);
  }, [missing, mutate, version]);
  return wished ? (asked.data ?? undefined) : undefined;
}

/** The mix as it stands; null where none was asked for yet. */
async function found(params: { path: { project_id: string; version: number } }): Promise<Mix | null> {
  try {
    return (await api.GET("/api/projects/{project_id}/cut/{version}/mix", { params })).data ?? null;
  } catch (error) {
    if (error instanceof Refused && error.code === "no_mix") return null;
    throw error;
  }
}

function isOver(mix: Mix): boolean {
  if (mix.state === "done") return mix.heard?.state !== "making";
  return ["failed", "cancelled"].includes(mix.state);
}
