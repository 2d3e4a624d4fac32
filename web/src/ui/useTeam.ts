/** Who I am in a production and what I may, as the studio says. */
import { $api, type Schemas } from "~/api/client";

export type Right = Schemas["Right"];

export function useTeam(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/members", { params: { path: { project_id: project } } });
}

/** Whether my role reaches a right; false until it is known. */
export function useMay(project: string): (right: Right) => boolean {
  const { data } = useTeam(project);
  const mine = data?.rights.find(({ role }) => role === data.you.role)?.rights ?? [];
  return (right) => mine.includes(right);
}
