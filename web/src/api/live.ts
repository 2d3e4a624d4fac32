/** What happens in a production, heard as it happens: queries that it concerns are asked again. */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

export interface Happening {
  seq: number;
  verb: string;
  subject: string;
  actor: string;
}

/** By the beginning of an event's verb: which addresses may answer otherwise after it; all of them when none fits. */
const CONCERNS: [verb: RegExp, paths: RegExp][] = [
  [
    /^order|^batch|^provider/,
    /library|orders|board|providers|budget|costs|forecast|dailies|home|panels|sheets|sounds|takes/,
  ],
  [/^take|^review|^note/, /library|takes|dailies|board|reviews|notes|costs|forecast|home|cut|guest/],
  [/^card|^shot/, /library|script|board|shots|plan|cards|prompt|home|dailies|cut|scenes/],
  [/^cut|^render/, /cut|edit|delivery|renders|home/],
  [/^asset|^library/, /library|assets|board|home|sheets/],
  [/^budget/, /budget|costs|forecast|home|ledger/],
  [/^member/, /members|home|team/],
];
const REST_MS = 250;

let away = false;
const watchers = new Set<() => void>();

function setAway(now: boolean): void {
  if (now === away) return;
  away = now;
  watchers.forEach((tell) => tell());
}

/** Whether the studio cannot be reached just now. */
export function useAway(): boolean {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => away,
  );
}

/** Listen to a production for as long as this is shown. */
export function useLive(project: string): void {
  const queries = useQueryClient();
  useEffect(() => listen(project, queries), [project, queries]);
}

function listen(project: string, queries: QueryClient): () => void {
  const source = new EventSource(`/api/projects/${project}/events`);
  const heard: Happening[] = [];
  let rest: ReturnType<typeof setTimeout> | undefined;
  let missed = false;
  source.onopen = () => {
    setAway(false);
    if (missed) void queries.invalidateQueries();
    missed = false;
  };
  source.onerror = () => {
    missed = true;
    setAway(true);
  };
  source.onmessage = (message: MessageEvent<string>) => {
    heard.push(JSON.parse(message.data) as Happening);
    rest ??= setTimeout(() => {
      rest = undefined;
      refresh(queries, project, heard.splice(0));
    }, REST_MS);
  };
  return () => {
    clearTimeout(rest);
    source.close();
  };
}

function refresh(queries: QueryClient, project: string, heard: Happening[]): void {
  const concerned = heard.map((one) => concern(one.verb));
  void queries.invalidateQueries({
    predicate: ({ queryKey: [, path, asked] }) =>
      typeof path === "string" && of(project, asked) && concerned.some((paths) => paths.test(path)),
  });
}

function of(project: string, asked: unknown): boolean {
  const params = (asked as { params?: { path?: { project_id?: string } } } | undefined)?.params?.path;
  return params?.project_id === undefined || params.project_id === project;
}

/** Which addresses an event concerns. */
export function concern(verb: string): RegExp {
  return CONCERNS.find(([known]) => known.test(verb))?.[1] ?? /./;
}
