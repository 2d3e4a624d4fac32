import { Button, SegmentedControl, Select } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { $api, api } from "~/api/client";
import { useKeys } from "~/ui/keys";
import { Answer, Empty, Page } from "~/ui/page";
import { fail, say } from "~/ui/toast";
import { IN_TURN, LAST } from "~/ui/turn";
import { GROUPS, groupOf, type Group, type Order } from "./groups";
import { OrderDrawer } from "./OrderDrawer";
import { OrderLine } from "./OrderLine";
import classes from "./OrdersPage.module.css";
import { FIRST, useTurn } from "./useTurn";

/** What was asked of whom: what is under way, what waits for a person, what came to nothing and why. */
export function Component() {
  const { project = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const params = { params: { path: { project_id: project } } };
  const asked = $api.useQuery("get", "/api/projects/{project_id}/orders", params);
  const all = useMemo(() => (asked.data ?? []).toReversed(), [asked.data]);
  const counted = useMemo(() => count(all), [all]);
  const [provider, setProvider] = useState<string | null>(null);
  const group = (search.get("show") as Group | null) ?? firstOf(counted);
  const shown = all.filter(
    (one) => (group === "all" || groupOf(one) === group) && (!provider || one.provider === provider),
  );
  const open = search.get("order");
  const want = (said: Record<string, string | null>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        Object.entries(said).forEach(([name, value]) => (value ? next.set(name, value) : next.delete(name)));
        return next;
      },
      { replace: true },
    );
  const at = shown.findIndex(({ id }) => id === open);
  const step = (by: number) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next) want({ order: next.id });
  };
  const turned = useTurn(project, () => void asked.refetch());
  const chosen = all.filter(({ id }) => id === open);
  useKeys("Orders", [
    { keys: "j ArrowDown", says: "Next order", run: () => step(1) },
    { keys: "k ArrowUp", says: "Order before", run: () => step(-1) },
    { keys: "f", says: "Send it before the others", run: () => void turned(chosen, FIRST) },
    { keys: "t", says: "Send it in turn", run: () => void turned(chosen, IN_TURN) },
    { keys: "l", says: "Send it after the others", run: () => void turned(chosen, LAST) },
    { keys: "Escape", says: "Close", run: () => want({ order: null }) },
  ]);
  const cancel = async (orders: Order[]) => {
    try {
      const body = { orders: orders.map(({ id }) => id) };
      await api.POST("/api/projects/{project_id}/orders/cancel", { ...params, body });
      say(`Asked to cancel ${orders.length === 1 ? orders[0]!.subject.split(":")[1] : `${orders.length} orders`}`);
    } catch (error) {
      fail(error);
    }
    void asked.refetch();
  };
  const waiting = shown.filter((one) => groupOf(one) === "working");
  return (
    <Page
      full
      title="Orders"
      aside={asked.data && `${counted.working} under way · ${counted.done} made`}
      actions={
        group === "working" &&
        waiting.length > 0 && (
          <Button variant="default" onClick={() => void cancel(waiting)}>
            Cancel {waiting.length === 1 ? "it" : `all ${waiting.length}`}
          </Button>
        )
      }
    >
      <Answer of={asked}>
        {(orders) =>
          orders.length === 0 ? (
            <Empty says="What you order of a model comes here: under way, made, or failed with what to do about it. Order takes from the board or the composer." />
          ) : (
            <>
              <div className={classes.tools}>
                <SegmentedControl
                  aria-label="Which orders"
                  value={group}
                  onChange={(show) => want({ show, order: null })}
                  data={[...GROUPS, { value: "all" as const, label: "All" }].map(({ value, label }) => ({
                    value,
                    label: `${label} ${value === "all" ? orders.length : counted[value]}`,
                  }))}
                />
                <Select
                  aria-label="Provider"
                  placeholder="Provider"
                  data={[...new Set(orders.map((one) => one.provider))]}
                  value={provider}
                  onChange={setProvider}
                  clearable
                  w={160}
                />
              </div>
              {shown.length === 0 ? (
                <Empty says={EMPTY[group]} />
              ) : (
                <Lines
                  orders={shown}
                  open={open}
                  choose={(id) => want({ order: id })}
                  cancel={(one) => void cancel([one])}
                  turned={(one, priority) => void turned([one], priority)}
                />
              )}
            </>
          )
        }
      </Answer>
      {open && (
        <OrderDrawer
          project={project}
          id={open}
          close={() => want({ order: null })}
          turned={turned}
          changed={() => void asked.refetch()}
        />
      )}
    </Page>
  );
}

const EMPTY: Record<Group, string> = {
  ask: "No order waits for you.",
  working: "Nothing is under way.",
  failed: "Nothing failed.",
  done: "Nothing was made yet.",
  cancelled: "Nothing was cancelled.",
  all: "No order is like that.",
};

type Counted = Record<Group, number>;

function count(orders: Order[]): Counted {
  const found: Counted = { ask: 0, working: 0, failed: 0, done: 0, cancelled: 0, all: orders.length };
  orders.forEach((one) => (found[groupOf(one)] += 1));
  return found;
}

function firstOf(counted: Counted): Group {
  return (["ask", "working", "failed"] as const).find((group) => counted[group] > 0) ?? "all";
}

interface LinesProps {
  orders: Order[];
  open: string | null;
  choose: (id: string) => void;
  cancel: (order: Order) => void;
  turned: (order: Order, priority: number) => void;
}

function Lines({ orders, open, ...acts }: LinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser is not memoised, nor are its rows
  const virtual = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 40,
    overscan: 12,
    getItemKey: (place) => orders[place]!.id,
  });
  return (
    <div className={classes.scroller} ref={scroller} role="region" aria-label="Orders" tabIndex={0}>
      <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
        {virtual.getVirtualItems().map((item) => {
          const order = orders[item.index]!;
          return (
            <div key={item.key} className={classes.place} style={{ transform: `translateY(${item.start}px)` }}>
              <OrderLine order={order} open={order.id === open} {...acts} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
