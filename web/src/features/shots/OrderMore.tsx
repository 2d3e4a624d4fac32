/** What varies less often: the seed, what is left out, when the orders have their turn. */
import { MultiSelect, NumberInput, Select } from "@mantine/core";
import { TURNS } from "~/ui/turn";
import classes from "./OrderDialog.module.css";
import type { Asked, Kind } from "./preflight";

interface Props {
  kind: Kind;
  asked: Asked;
  /** References by the names under which they are left out. */
  references: string[];
  change: (said: Partial<Asked>) => void;
}

export function OrderMore({ kind, asked, references, change }: Props) {
  const turns = TURNS.map(({ priority, says }) => ({ value: String(priority), label: says }));
  return (
    <div className={classes.more} role="group" aria-label="Seed, references, turn">
      {kind !== "panels" && (
        <>
          <NumberInput
            label="Seed"
            placeholder="New each time"
            min={0}
            max={Number.MAX_SAFE_INTEGER}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={asked.seed ?? ""}
            onChange={(seed) => change({ seed: typeof seed === "number" ? seed : null })}
          />
          <MultiSelect
            label="Leave out"
            placeholder={asked.without.length > 0 ? "" : references.length > 0 ? "Nothing" : "Nothing goes along"}
            data={references}
            value={asked.without}
            disabled={references.length === 0}
            onChange={(without) => change({ without })}
          />
        </>
      )}
      <Select
        label="When it is sent"
        data={turns}
        value={String(asked.priority)}
        allowDeselect={false}
        onChange={(priority) => priority && change({ priority: Number(priority) })}
      />
    </div>
  );
}
