import { Kbd, Modal } from "@mantine/core";
import { useState } from "react";
import { useKeys, useShownKeys } from "~/ui/keys";
import classes from "./KeysHelp.module.css";

const SHOWN: Record<string, string> = {
  mod: /mac/i.test(navigator.platform) ? "⌘" : "Ctrl",
  shift: "⇧",
  alt: "Alt",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
};

/** The keys of this page, on `?`. */
export function KeysHelp() {
  const [open, setOpen] = useState(false);
  const layers = useShownKeys();
  useKeys("Everywhere", [{ keys: "?", says: "Show the keys", run: () => setOpen((was) => !was), inDialogs: open }]);
  return (
    <Modal opened={open} onClose={() => setOpen(false)} title="Keys" size={960}>
      <div className={classes.columns}>
        {merged(layers).map(([title, bindings]) => (
          <section key={title}>
            <h2>{title}</h2>
            <dl>
              {bindings.map(({ keys, says }) => (
                <div key={keys}>
                  <dt>
                    {keys.split(" ").map((key) => (
                      <Kbd key={key}>{named(key)}</Kbd>
                    ))}
                  </dt>
                  <dd>{says}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function merged(layers: ReturnType<typeof useShownKeys>) {
  const by = new Map<string, { keys: string; says: string }[]>();
  for (const { title, bindings } of layers.toReversed()) by.set(title, [...(by.get(title) ?? []), ...bindings]);
  return [...by].filter(([, bindings]) => bindings.length > 0);
}

function named(key: string): string {
  return key
    .split(/(?<=.)\+/)
    .map((part) => SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" ");
}
