import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { CONCERNED } from "./asked";

/** Asks again for what a change concerns; whoever else has the page open hears of it from the studio. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    () =>
      queries.invalidateQueries({
        predicate: ({ queryKey: [, path] }) => typeof path === "string" && CONCERNED.test(path),
      }),
    [queries],
  );
}
