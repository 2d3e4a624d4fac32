/** Edits that can be undone: each is done with its inverse at hand. Money is never an edit. */
import { fail, say } from "./toast";

export interface Edit {
  /** What was done, as one says it afterwards: "Moved S02-SH03 up". */
  label: string;
  run: () => Promise<unknown>;
  undo: () => Promise<unknown>;
}

const done: Edit[] = [];
const undone: Edit[] = [];
const MOST = 200;

/** Does an edit and keeps how it is undone; tells of a failure and throws it, so that a form can stay open. */
export async function edit(one: Edit): Promise<void> {
  try {
    await one.run();
  } catch (error) {
    fail(error);
    throw error;
  }
  done.push(one);
  if (done.length > MOST) done.shift();
  undone.length = 0;
  say(one.label, { label: "Undo", run: () => void undo(one) });
}

/** Takes back the last edit, or this one. */
export async function undo(which = done.at(-1)): Promise<void> {
  if (!which || !done.includes(which)) return;
  try {
    await which.undo();
  } catch (error) {
    fail(error);
    return;
  }
  done.splice(done.indexOf(which), 1);
  undone.push(which);
  say(`Undone: ${which.label}`);
}

/** Does again what was taken back last. */
export async function redo(): Promise<void> {
  const last = undone.pop();
  if (!last) return;
  try {
    await last.run();
  } catch (error) {
    fail(error);
    return;
  }
  done.push(last);
  say(last.label, { label: "Undo", run: () => void undo(last) });
}

/** Forgets every edit, when another production is opened. */
export function forget(): void {
  done.length = undone.length = 0;
}
