/** The text under one's hands: what it holds, what it would change, and whether it is saved. */
import { useEffect, useMemo, useState } from "react";
import { Refused } from "~/api/client";
import {
  foreseen,
  keepUnsaved,
  outlined,
  plain,
  unsaved,
  type Foresight,
  type Outline,
  type ScriptText,
} from "./script";

const OUTLINE_MS = 350;
const FORESEE_MS = 700;

export interface Desk {
  /** The text as it is saved. */
  base: string;
  text: string;
  setText: (text: string) => void;
  changed: boolean;
  outline: Outline | undefined;
  foresight: Foresight | undefined;
  /** Why the text cannot be planned, in the studio's words. */
  wrong: string;
  waiting: boolean;
}

export function useDesk(project: string, script: ScriptText): Desk {
  const base = useMemo(() => plain(script.text), [script]);
  const [text, setText] = useState(() => begun(project, script) ?? base);
  const [outline, setOutline] = useState<Outline>();
  const [seen, setSeen] = useState<{ of: string; foresight?: Foresight; wrong?: string }>();
  const changed = text !== base;
  useEffect(() => {
    if (changed) keepUnsaved(project, { revision: script.revision, text });
    else if (unsaved(project)?.revision === script.revision) keepUnsaved(project, undefined);
  }, [project, script.revision, text, changed]);
  useEffect(() => later(OUTLINE_MS, (signal) => outlined(text, signal).then(setOutline, ignore)), [text]);
  useEffect(() => {
    if (!changed) return undefined;
    return later(FORESEE_MS, (signal) =>
      foreseen(project, text, signal).then(
        (foresight) => setSeen({ of: text, foresight }),
        (error: unknown) => signal.aborted || setSeen({ of: text, wrong: said(error) }),
      ),
    );
  }, [project, text, changed]);
  return {
    base,
    text,
    setText,
    changed,
    outline,
    foresight: changed ? seen?.foresight : undefined,
    wrong: changed ? (seen?.wrong ?? "") : "",
    waiting: changed && seen?.of !== text,
  };
}

/** What was written from this revision and not saved. */
function begun(project: string, script: ScriptText): string | undefined {
  const kept = unsaved(project);
  return kept?.revision === script.revision ? kept.text : undefined;
}

function later(ms: number, run: (signal: AbortSignal) => Promise<unknown>): () => void {
  const stop = new AbortController();
  const timer = setTimeout(() => void run(stop.signal), ms);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

function said(error: unknown): string {
  return error instanceof Refused ? error.message : String(error);
}

function ignore(): void {
  // An outline that cannot be had leaves the one before: the text is in the middle of being written.
}
