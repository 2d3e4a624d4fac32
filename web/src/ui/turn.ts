/** When an order has its turn: of those that wait for their provider the lowest goes first, of equals the oldest. */
export const IN_TURN = 5;
export const LAST = 9;

export const TURNS = [
  { priority: 1, says: "Before the others" },
  { priority: IN_TURN, says: "In its turn" },
  { priority: LAST, says: "After the others" },
];

/** A priority in words, also one that was given elsewhere. */
export function turn(priority: number): string {
  if (priority === IN_TURN) return "in its turn";
  return `${priority < IN_TURN ? "before" : "after"} the others (${priority})`;
}
