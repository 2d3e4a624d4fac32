import { Button } from "@mantine/core";
import { $api } from "~/api/client";
import classes from "./activity.module.css";

/** Hashes every event again, on demand, and says plainly whether the record is whole. */
export function Chain({ project }: { project: string }) {
  const chain = $api.useQuery(
    "get",
    "/api/projects/{project_id}/events/chain",
    { params: { path: { project_id: project } } },
    { enabled: false },
  );
  return (
    <>
      <span role="status" className={classes.chain} data-broken={chain.data?.broken_at != null || undefined}>
        {chain.error ? (chain.error as unknown as Error).message : chain.data?.says}
      </span>
      <Button variant="default" loading={chain.isFetching} onClick={() => void chain.refetch()}>
        Verify the record
      </Button>
    </>
  );
}
