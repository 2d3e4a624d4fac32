import { Button } from "@mantine/core";
import { $api } from "~/api/client";
import { say } from "~/ui/toast";
import type { Glance } from "./asked";

/** Orders every view of every sheet that is not there yet; shown while any is missing. */
export function OrderSheets({ project, all }: { project: string; all: Glance[] }) {
  const order = $api.useMutation("post", "/api/projects/{project_id}/sheets", {
    onSuccess: (orders) => say(`${orders.length} ${orders.length === 1 ? "view is" : "views are"} on order`),
  });
  const missing = all.reduce((sum, { views, views_made }) => sum + views - views_made, 0);
  if (missing === 0) return null;
  return (
    <Button
      variant="default"
      loading={order.isPending}
      onClick={() => order.mutate({ params: { path: { project_id: project } }, body: {} })}
    >
      Order {missing} missing {missing === 1 ? "view" : "views"}
    </Button>
  );
}
