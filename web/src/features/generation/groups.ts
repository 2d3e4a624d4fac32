/** Orders by what they want of a person. */
import type { Schemas } from "~/api/client";
import { money } from "~/ui/money";

export type Order = Schemas["OrderOut"];
export type Group = "ask" | "working" | "failed" | "done" | "cancelled" | "all";

export const GROUPS = [
  { value: "ask", label: "Waits for you" },
  { value: "working", label: "Under way" },
  { value: "failed", label: "Failed" },
  { value: "done", label: "Made" },
  { value: "cancelled", label: "Cancelled" },
] as const;

const OF: Partial<Record<Order["state"], Exclude<Group, "all">>> = {
  submit_unknown: "ask",
  failed: "failed",
  expired: "failed",
  refused: "failed",
  done: "done",
  cancelled: "cancelled",
};

export function groupOf(order: Pick<Order, "state">): Exclude<Group, "all"> {
  return OF[order.state] ?? "working";
}

/** What a state means to whoever waits. */
export const SAYS: Record<Order["state"], string> = {
  proposed: "Before sending",
  authorised: "Waits for its turn",
  submitting: "Being sent",
  submit_unknown: "Sent, not answered",
  queued: "Queued there",
  running: "Being made",
  cancelling: "Asked to stop",
  cancel_refused: "Will come all the same",
  fetching: "Being fetched",
  checking: "Being checked",
  done: "Made",
  failed: "Failed",
  cancelled: "Cancelled",
  expired: "Expired",
  refused: "Refused",
};

/** Where nothing was sent yet, so that an order can be given another turn. */
export const WAITS = new Set<Order["state"]>(["proposed", "authorised"]);

/** Where a state can still be cancelled. */
export const STOPPABLE = new Set<Order["state"]>(["proposed", "authorised", "queued", "running"]);

export function cost(order: Pick<Order, "cost_micros" | "currency">): string {
  if (order.cost_micros === null || !order.currency) return "";
  if (order.cost_micros === 0) return "free";
  return money(order.cost_micros, order.currency);
}

/** What an order is to become a take of: its kind, and the shot where it is of one. */
export function ofWhat(subject: string): { kind: string; id: string; shot: string } {
  const [kind = "", id = ""] = subject.split(":");
  const shot = /^S\d{2,4}[A-Z]?-SH\d{2,4}[A-Z]?/.exec(id)?.[0] ?? "";
  return { kind, id, shot };
}
