/** An order as a line: of what, by whom, how far, why not. */
import { Button } from "@mantine/core";
import { memo } from "react";
import { Ago } from "~/ui/Ago";
import { IN_TURN, turn } from "~/ui/turn";
import { cost, groupOf, ofWhat, SAYS, STOPPABLE, WAITS, type Order } from "./groups";
import classes from "./OrdersPage.module.css";
import { FIRST } from "./useTurn";

interface Props {
  order: Order;
  open: boolean;
  choose: (id: string) => void;
  cancel: (order: Order) => void;
  turned: (order: Order, priority: number) => void;
}

export const OrderLine = memo(function OrderLine({ order, open, choose, cancel, turned }: Props) {
  const { kind, id } = ofWhat(order.subject);
  const early = order.priority < IN_TURN;
  return (
    <div className={classes.line} data-open={open || undefined}>
      <button type="button" className={classes.choose} onClick={() => choose(order.id)} aria-label={`Order of ${id}`} />
      <State order={order} />
      <span className="code">{id}</span>
      <span className="quiet">{kind === "shot" ? "take" : kind}</span>
      <span>{order.provider}</span>
      <span>{order.who}</span>
      <span className={classes.says} title={order.says}>
        {order.priority !== IN_TURN && WAITS.has(order.state) && <span className="quiet">{turn(order.priority)} </span>}
        {order.says}
      </span>
      <span className={classes.cost}>{cost(order)}</span>
      <span className="quiet">
        <Ago at={order.created_at} />
      </span>
      <span className={classes.act}>
        {WAITS.has(order.state) && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={early ? `Send the order of ${id} in turn` : `Send the order of ${id} first`}
            onClick={() => turned(order, early ? IN_TURN : FIRST)}
          >
            {early ? "In turn" : "First"}
          </Button>
        )}
        {STOPPABLE.has(order.state) && (
          <Button variant="default" size="compact-xs" onClick={() => cancel(order)}>
            Cancel
          </Button>
        )}
      </span>
    </div>
  );
});

const SIGNS = { ask: "?", working: "…", failed: "×", done: "✓", cancelled: "–" } as const;

export function State({ order }: { order: Pick<Order, "state"> }) {
  const group = groupOf(order);
  return (
    <span className={classes.state} data-group={group}>
      <span aria-hidden="true">{SIGNS[group]}</span>
      {SAYS[order.state]}
    </span>
  );
}
