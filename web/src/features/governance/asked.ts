/** What the pages of team, money, providers and record ask the studio. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { $api, api, type Schemas } from "~/api/client";

export type Team = Schemas["TeamOut"];
export type Role = Schemas["MemberOut"]["role"];
export type Settings = Schemas["Settings"];
export type Budget = Schemas["BudgetOut"];
export type Share = Schemas["ShareOut"];
export type Movement = Schemas["MovementOut"];
export type Told = Schemas["ToldOut"];
type Models = Schemas["ModelOut"];
export type Provider = Omit<Schemas["ProviderOut"], "models"> & {
  models: (Omit<Models, "seconds" | "largest"> & { seconds: number[]; largest: number[] })[];
};

const of = (project: string) => ({ params: { path: { project_id: project } } });

export const ROLES: Role[] = ["owner", "producer", "director", "assistant_director", "editor", "commenter", "viewer"];

/** `assistant_director` as one says it. */
export function spoken(role: string): string {
  return role.replaceAll("_", " ");
}

export function useSettings(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/settings", of(project));
}

export function useBudget(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/budget", of(project));
}

export function useCosts(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/costs", of(project), { staleTime: 60_000 });
}

export function useForecast(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/forecast", of(project), { staleTime: 60_000 });
}

export function useProviders(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/providers", of(project));
}

export interface Narrowed {
  who: string;
  entry: string;
  provider: string;
}

/** The ledger, page after page as one scrolls. */
export function useLedger(project: string, narrowed: Narrowed) {
  return useInfiniteQuery({
    queryKey: ["get", "/api/projects/{project_id}/ledger", of(project), narrowed],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam }) => {
      const entry = (narrowed.entry || undefined) as Movement["entry"] | undefined;
      const query = {
        ...(narrowed.who && { who: narrowed.who }),
        ...(entry && { entry }),
        ...(narrowed.provider && { provider: narrowed.provider }),
        ...(pageParam && { before: pageParam }),
      };
      const { data } = await api.GET("/api/projects/{project_id}/ledger", {
        params: { path: { project_id: project }, query },
      });
      return data!;
    },
    getNextPageParam: (last) => (last.more ? last.movements.at(-1)?.number : undefined),
  });
}

export interface About {
  who: string;
  about: string;
  kind: string;
}

/** What happened, the newest first, page after page. */
export function useActivity(project: string, asked: About) {
  return useInfiniteQuery({
    queryKey: ["get", "/api/projects/{project_id}/events/feed", of(project), asked],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam }) => {
      const query = {
        most: 100,
        ...(asked.who && { who: asked.who }),
        ...(asked.about && { about: asked.about }),
        ...(asked.kind && { kind: asked.kind }),
        ...(pageParam && { before: pageParam }),
      };
      const { data } = await api.GET("/api/projects/{project_id}/events/feed", {
        params: { path: { project_id: project }, query },
      });
      return data!;
    },
    getNextPageParam: (last) => (last.more ? last.events.at(-1)?.seq : undefined),
  });
}
