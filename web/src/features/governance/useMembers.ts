import { useQueryClient } from "@tanstack/react-query";
import { api } from "~/api/client";
import { edit } from "~/ui/undo";
import { spoken, type Role } from "./asked";

/** Roles given and taken, each of which can be undone. */
export function useMembers(project: string) {
  const queries = useQueryClient();
  const put = async (name: string, role: Role) => {
    const path = { project_id: project, name };
    await api.PUT("/api/projects/{project_id}/members/{name}", { params: { path }, body: { role } });
    await again();
  };
  const take = async (name: string) => {
    await api.DELETE("/api/projects/{project_id}/members/{name}", { params: { path: { project_id: project, name } } });
    await again();
  };
  const again = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/projects/{project_id}/members" });
  return {
    give: (name: string, role: Role, was?: Role) =>
      edit({
        label: was ? `${name} is ${spoken(role)} now` : `Added ${name} as ${spoken(role)}`,
        run: () => put(name, role),
        undo: () => (was ? put(name, was) : take(name)),
      }),
    remove: (name: string, was: Role) =>
      edit({ label: `Removed ${name}`, run: () => take(name), undo: () => put(name, was) }).catch(() => undefined),
  };
}
