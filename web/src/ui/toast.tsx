/** What has just happened, said once in the bar above the page and to screen readers. */
import { Button, CloseButton } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { Refused } from "~/api/client";
import { Says } from "./Says";
import classes from "./toast.module.css";

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  action?: Action | undefined;
}

interface Action {
  label: string;
  run: () => void;
}

const SECONDS = 6;
let toasts: readonly Toast[] = [];
let next = 1;
const watchers = new Set<() => void>();

function show(changed: readonly Toast[]): void {
  toasts = changed;
  watchers.forEach((tell) => tell());
}

function drop(id: number): void {
  show(toasts.filter((toast) => toast.id !== id));
}

/** Say what happened, and give how that is taken off; what can still be taken back stays beside what only tells. */
export function say(text: string, action?: Action): () => void {
  return add(text, false, action);
}

/** Say what went wrong, in the studio's own words. */
export function fail(error: unknown): void {
  add(error instanceof Error ? error.message : String(error), true);
}

function add(text: string, bad: boolean, action?: Action): () => void {
  const toast = { id: next++, text, bad, action };
  const stays = (one: Toast) => one.text !== text && (one.bad || (one.action !== undefined && !action));
  show([...toasts.filter(stays).slice(-2), toast]);
  const off = () => drop(toast.id);
  if (!bad) setTimeout(off, SECONDS * 1000);
  return off;
}

/**
 * Where they are shown: the last thing that was done, and failures until they are closed. In a bar they take their own
 * place, so that they cover nothing of it; without one they float above the page.
 */
export function Toasts({ floating }: { floating?: boolean }) {
  const shown = useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => toasts,
  );
  return (
    <div className={classes.toasts} data-floating={floating || undefined} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={classes.toast} data-bad={toast.bad || undefined}>
          <span>
            <Says text={toast.text} />
          </span>
          {toast.action && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                drop(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <CloseButton size="sm" aria-label="Close" onClick={() => drop(toast.id)} />
        </div>
      ))}
    </div>
  );
}

/** Whether an error is the studio's refusal with this code. */
export function isRefusal(error: unknown, code: string): error is Refused {
  return error instanceof Refused && error.code === code;
}
