/** Renders of the cut, asked for again while one is at work. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { $api, type Schemas } from "~/api/client";
import { say } from "~/ui/toast";

export type Render = Schemas["RenderOut"];

const SOON_MS = 700;
const LIST = "/api/projects/{project_id}/renders";

export function isOver(render: Render): boolean {
  return ["done", "failed", "cancelled"].includes(render.state);
}

export function useRenders(project: string): Render[] {
  const { data } = $api.useQuery(
    "get",
    LIST,
    { params: { path: { project_id: project } } },
    { refetchInterval: ({ state }) => (state.data?.some((one) => !isOver(one)) ? SOON_MS : false) },
  );
  return data ?? [];
}

/** Says once what became of a render that was seen at work. */
export function useRenderNews(renders: readonly Render[]): void {
  const working = useRef(new Set<string>());
  useEffect(() => {
    for (const one of renders) {
      if (!isOver(one)) working.current.add(one.id);
      else if (working.current.delete(one.id)) say(newsOf(one));
    }
  }, [renders]);
}

function newsOf(render: Render): string {
  if (render.state === "done") return `Cut ${render.version} is rendered: it can be watched and handed off.`;
  if (render.state === "failed") return `Cut ${render.version} was not rendered. ${render.says}`;
  return `The render of cut ${render.version} was stopped.`;
}

/** Asks for a render, and stops one. */
export function useRenderDesk(project: string) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ["get", LIST] });
  const asking = $api.useMutation("post", LIST, { onSuccess: again });
  const stopping = $api.useMutation("post", "/api/projects/{project_id}/renders/{render_id}/cancel", {
    onSuccess: again,
  });
  const path = { project_id: project };
  return {
    busy: asking.isPending,
    ask: (version: number, wished: { master?: boolean; draft?: boolean }) =>
      asking.mutate({ params: { path }, body: { version, master: false, draft: false, ...wished } }),
    cancel: (id: string) => stopping.mutate({ params: { path: { ...path, render_id: id } } }),
  };
}
