/** What happens in a production, heard as it happens: queries that it concerns are asked again. */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

interface Happening {
  seq: number;
  verb: string;
  subject: string;
  actor: string;
}

/** By the beginning of an event's verb: which addresses may answer otherwise after it; all of them when none fits. */
const CONCERNS: [verb: RegExp, paths: RegExp][] = [
  [/^order\.(authorised|submitting|queued|running|fetching|checking)/, /orders|board|budget|panels|sheets|sounds/],
  [
    /^order|^batch|^provider/,
    /library|orders|board|shots|providers|budget|costs|forecast|dailies|home|panels|sheets|sounds|takes/,
  ],
  [/^take|^review|^note/, /library|takes|dailies|board|shots|reviews|notes|costs|forecast|home|cut|guest/],
  [/^card|^shot/, /library|script|board|shots|plan|cards|prompt|home|dailies|cut|scenes/],
  [/^cut|^render/, /cut|edit|delivery|renders|home/],
  [/^asset|^library/, /library|assets|board|home|sheets/],
  [/^budget/, /budget|costs|forecast|home|ledger/],
  [/^member/, /members|home|team/],
];
/** What tells of everything: the story of what happened, and the list of productions. */
const ALWAYS = /events.feed|^.api.productions/;
const REST_MS = 250;
const APART_MS = 1000;
const AGAIN_MS = 2000;
const HIDDEN_MS = 10_000;

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

/** One connection while the page is seen: a browser has few of them, and hidden tabs would take them all. */
function listen(project: string, queries: QueryClient): () => void {
  let source: EventSource | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let missed = false;
  let refreshed = 0;
  const heard: Happening[] = [];
  const told = () => {
    rest = undefined;
    refreshed = Date.now();
    refresh(queries, project, heard.splice(0));
  };
  const close = () => {
    source?.close();
    source = undefined;
    missed = true;
  };
  const open = () => {
    source?.close();
    source = new EventSource(`/api/projects/${project}/events`);
    source.onopen = () => {
      setAway(false);
      if (missed) void queries.invalidateQueries();
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      setAway(true);
      if (source?.readyState === EventSource.CLOSED) later = setTimeout(open, AGAIN_MS);
    };
    source.onmessage = (message: MessageEvent<string>) => {
      heard.push(JSON.parse(message.data) as Happening);
      rest ??= setTimeout(told, Math.max(REST_MS, refreshed + APART_MS - Date.now()));
    };
  };
  const seen = () => {
    clearTimeout(later);
    if (document.visibilityState === "hidden") later = setTimeout(close, HIDDEN_MS);
    else if (!source) open();
  };
  open();
  document.addEventListener("visibilitychange", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    clearTimeout(rest);
    clearTimeout(later);
    source?.close();
  };
}

function refresh(queries: QueryClient, project: string, heard: Happening[]): void {
  const concerned = heard.map((one) => concern(one.verb));
  void queries.invalidateQueries({
    predicate: ({ queryKey: [, path, asked] }) =>
      typeof path === "string" &&
      of(project, asked) &&
      (ALWAYS.test(path) || concerned.some((paths) => paths.test(path))),
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
