/** How far a take is from being approved under the house rules. */
import type { Schemas } from "~/api/client";

export type Approval = Schemas["ApprovalOut"];

/** How many more must approve once this person does. */
export function missingAfter({ needed, by }: Approval, who: string): number {
  return Math.max(0, needed - new Set([...by, who]).size);
}

/** Who has approved and who still can, as one reads it; empty where one approval is enough and nothing is in the way. */
export function told({ needed, by, left, bar }: Approval): string {
  if (bar) return `Held back from approval: ${bar}.`;
  if (needed < 2) return "";
  const missing = needed - by.length;
  const done = by.length > 0 ? `${listed(by)} approved` : "Nobody approved yet";
  if (missing <= 0) return `${done}.`;
  const can = left.length >= missing ? `${listed(left, "or")} can` : "too few here may";
  return `${done}; ${missing} more of ${needed} needed, ${can}.`;
}

function listed(names: readonly string[], word = "and"): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
}
