/** When orders that wait are sent: before the others, in turn, or after them; undone like any edit. */
import { api } from "~/api/client";
import { edit } from "~/ui/undo";
import { IN_TURN } from "~/ui/turn";
import { ofWhat, WAITS, type Order } from "./groups";

export const FIRST = 0;

type Waiting = Pick<Order, "id" | "subject" | "state" | "priority">;
type Give = (orders: Waiting[], priority: number) => Promise<void>;

export function useTurn(project: string, changed: () => void): Give {
  const put = async (orders: Waiting[], priority: number) => {
    const params = { path: { project_id: project } };
    const body = { orders: orders.map(({ id }) => id), priority };
    await api.PUT("/api/projects/{project_id}/orders/priority", { params, body });
  };
  return async (orders, priority) => {
    const turned = orders.filter((one) => WAITS.has(one.state) && one.priority !== priority);
    if (turned.length === 0) return;
    const former = Map.groupBy(turned, (one) => one.priority);
    const what = turned.length === 1 ? ofWhat(turned[0]!.subject).id : `${turned.length} orders`;
    const run = () => put(turned, priority);
    const undo = async () => {
      for (const [before, those] of former) await put(those, before);
    };
    await edit({ label: `${what} ${goes(priority, turned.length)}`, run, undo }).catch(() => undefined);
    changed();
  };
}

/** What becomes of orders by their new turn: "goes before the others". */
export function goes(priority: number, many: number): string {
  const verb = many === 1 ? "goes" : "go";
  if (priority === IN_TURN) return `${verb} in turn`;
  return `${verb} ${priority < IN_TURN ? "before" : "after"} the others`;
}
