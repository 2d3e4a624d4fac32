/** Keys: each page says which it answers to, and `?` shows them. */
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Binding {
  keys: string;
  says: string;
  run: (event: KeyboardEvent) => void;
  /** Whether it holds in a field too, as Escape does. */
  inFields?: boolean;
  /** Whether it holds while a dialog is open, which answers for the page. */
  inDialogs?: boolean;
  /** Whether the browser's own answer to the key is wanted too. */
  pass?: boolean;
}

interface Layer {
  title: string;
  bindings: Binding[];
}

const layers: Layer[] = [];
const watchers = new Set<() => void>();
let shown: readonly Layer[] = [];

function changed(): void {
  shown = [...layers];
  watchers.forEach((tell) => tell());
}

/** Answer to these keys while this is shown; `mod` is Ctrl, or Cmd on a Mac. A later layer goes first. */
export function useKeys(title: string, bindings: Binding[], active = true): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    if (!active) return undefined;
    const layer: Layer = {
      title,
      get bindings() {
        return latest.current;
      },
    };
    layers.push(layer);
    changed();
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      changed();
    };
  }, [title, active]);
}

/** Every key that is answered now, by layer. */
export function useShownKeys(): readonly Layer[] {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => shown,
  );
}

/** The name of a pressed key with its modifiers, as bindings write it: `mod+k`, `shift+ArrowLeft`, `j`, `?`. */
function pressed(event: KeyboardEvent): string {
  const letter = event.key.length === 1;
  const key = letter ? event.key.toLowerCase() : event.key;
  const held = [
    event.ctrlKey || event.metaKey ? "mod" : "",
    event.altKey ? "alt" : "",
    event.shiftKey && (!letter || /[a-z]/.test(key)) ? "shift" : "",
  ];
  return [...held.filter(Boolean), key === " " ? "Space" : key].join("+");
}

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function onButton(event: KeyboardEvent): boolean {
  const button = event.target instanceof HTMLElement && event.target.closest("button, a, [role=option], [role=tab]");
  return Boolean(button) && (event.key === "Enter" || event.key === " ");
}

/** Whether a dialog holds the page: Mantine locks its scrolling as long as one does. */
function inDialog(): boolean {
  return document.body.hasAttribute("data-scroll-locked");
}

/** Whether a key is a menu's own, or that of a small panel that opened at a button. */
function inMenu(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[role=menu], .mantine-Popover-dropdown") !== null;
}

/** Looked at before anybody answers to the key: a dialog that Escape closes is gone when the page hears of it. */
let dialog = false;
globalThis.addEventListener?.("keydown", ({ target }) => (dialog = inDialog() || inMenu(target)), { capture: true });

globalThis.addEventListener?.("keydown", (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.isComposing) return;
  const name = pressed(event);
  const field = inField(event.target);
  for (const layer of layers.toReversed()) {
    const found = layer.bindings.find((one) => one.keys.split(" ").includes(name) && (!field || one.inFields));
    if (!found || (onButton(event) && !found.inFields) || (dialog && !found.inDialogs)) continue;
    if (!found.pass) event.preventDefault();
    found.run(event);
    return;
  }
});
