import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import { $api } from "~/api/client";
import { fail, say } from "~/ui/toast";
import classes from "./OrderSheets.module.css";

interface Props {
  project: string;
  /** How many views are not there, of one asset or of all. */
  missing: number;
  only?: string;
  onOrder?: () => void;
}

/** Orders the views of sheets that are not there yet, once somebody has seen what that may cost. */
export function OrderSheets({ project, missing, only = "", onOrder }: Props) {
  const [open, setOpen] = useState(false);
  const params = { path: { project_id: project } };
  const look = $api.useMutation("post", "/api/projects/{project_id}/sheets/preflight");
  const order = $api.useMutation("post", "/api/projects/{project_id}/sheets/batches", {
    onSuccess: (orders) => {
      say(`${orders.length} ${orders.length === 1 ? "view is" : "views are"} on order`);
      setOpen(false);
      onOrder?.();
    },
    onError: fail,
  });
  if (missing === 0) return null;
  const ask = () => {
    setOpen(!open);
    if (!open) look.mutate({ params, body: { only } });
  };
  const seen = look.data;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" onClick={ask}>
          Order {missing} missing {missing === 1 ? "view" : "views"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.seen}>
        {!seen || look.isPending ? (
          <span className="quiet">Looking at what it costs</span>
        ) : seen.orders.length === 0 ? (
          <span>All of them are on order already.</span>
        ) : (
          <>
            <span>
              {seen.orders.length} by {seen.provider}: {cost(seen.low.says, seen.high.says)}
            </span>
            {!seen.enough && <span className={classes.short}>Of the budget, {seen.left.says} is left.</span>}
            {seen.lacks && <span className={classes.short}>{seen.lacks}</span>}
            <Button
              data-autofocus
              disabled={!seen.enough || Boolean(seen.lacks)}
              loading={order.isPending}
              onClick={() => order.mutate({ params, body: { only, digest: seen.digest } })}
            >
              Order
            </Button>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function cost(low: string, high: string): string {
  return low === high ? low : `${low} to ${high}`;
}
