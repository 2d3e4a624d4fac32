/** Edits that can be undone: each is done with its inverse at hand. Money is never an edit. */
import { fail, say } from "./toast";

export interface Edit {
  /** What was done, as one says it afterwards: "Moved S02-SH03 up". */
  label: string;
  run: () => Promise<unknown>;
  undo: () => Promise<unknown>;
}

interface Made extends Edit {
  number: number;
  failed: boolean;
  /** Takes off what offers to take it back. */
  unsay: () => void;
}

/** As somebody pressed them: an edit is in `done` before the studio has answered to it. */
const done: Made[] = [];
const undone: Made[] = [];
const MOST = 200;
let numbers = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Does an edit, once those before it were answered, and keeps how it is undone; tells of a failure and throws it, so
 * that a form can stay open.
 */
export async function edit({ label, run, undo }: Edit): Promise<void> {
  const one = { label, run, undo, number: ++numbers, failed: false, unsay: () => undefined };
  undone.length = 0;
  await make(one);
}

/** Takes back the last edit, or this one; one that is under way is awaited first, and if it fails nothing is left. */
export async function undo(which = done.at(-1)): Promise<void> {
  if (!which || !remove(done, which)) return;
  undone.push(which);
  which.unsay();
  await inTurn(async () => {
    if (which.failed) return;
    try {
      await which.undo();
    } catch (error) {
      if (remove(undone, which)) insert(which);
      fail(error);
      return;
    }
    say(`Undone: ${which.label}`);
  });
}

/** Does again what was taken back last. */
export async function redo(): Promise<void> {
  const one = undone.pop();
  if (one) await make(one).catch(() => undefined);
}

/** Forgets every edit, when another production is opened. */
export function forget(): void {
  done.length = undone.length = 0;
}

async function make(one: Made): Promise<void> {
  insert(one);
  if (done.length > MOST) done.shift();
  await inTurn(async () => {
    try {
      await one.run();
    } catch (error) {
      one.failed = true;
      if (!remove(done, one)) remove(undone, one);
      fail(error);
      throw error;
    }
    if (done.includes(one)) one.unsay = say(one.label, { label: "Undo", run: () => void undo(one) });
  });
}

function inTurn(work: () => Promise<void>): Promise<void> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

function insert(one: Made): void {
  const later = done.findIndex(({ number }) => number > one.number);
  done.splice(later < 0 ? done.length : later, 0, one);
}

function remove(from: Made[], one: Made): boolean {
  const at = from.indexOf(one);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}
