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

/** How a mix is asked for: by who works here, or by a guest's link. */
export interface MixSource {
  key: readonly unknown[];
  /** How it stands; refused as `no_mix` where none was asked for yet. */
  read: () => Promise<{ data?: Mix }>;
  order: () => Promise<unknown>;
}

const OF_CUT = "/api/projects/{project_id}/cut/{version}/mix";

/** The mix of a version of a production's cut. */
export function mixOfCut(project: string, version: number): MixSource {
  const asked = { params: { path: { project_id: project, version } } };
  return {
    key: $api.queryOptions("get", OF_CUT, asked).queryKey,
    read: () => api.GET(OF_CUT, asked),
    order: () => api.POST(OF_CUT, asked),
  };
}

/** How a mix is coming; nothing while none is wanted. */
export function useMix(source: MixSource, wished: boolean): Mix | undefined {
  const asked = useQuery({
    queryKey: source.key,
    queryFn: () => found(source),
    enabled: wished,
    retry: false,
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? SOON_MS : false),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: source.order,
    onSuccess: () => asked.refetch(),
  });
  const missing = wished && asked.data === null && !isPending;
  const which = JSON.stringify(source.key);
  useEffect(() => {
    if (!missing) return;
    const timer = setTimeout(() => mutate(), RESTED_MS);
    return () => clearTimeout(timer);
  }, [missing, mutate, which]);
  return wished ? (asked.data ?? undefined) : undefined;
}

/** The mix as it stands; null where none was asked for yet. */
async function found(source: MixSource): Promise<Mix | null> {
  try {
    return (await source.read()).data ?? null;
  } catch (error) {
    if (error instanceof Refused && error.code === "no_mix") return null;
    throw error;
  }
}

function isOver(mix: Mix): boolean {
  if (mix.state === "done") return mix.heard?.state !== "making";
  return ["failed", "cancelled"].includes(mix.state);
}
