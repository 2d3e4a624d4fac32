import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useState } from "react";
import { useMay } from "~/ui/useTeam";
import { Approval } from "./Approval";
import type { Settings } from "./asked";
import classes from "./governance.module.css";
import { useSettle } from "./useSettle";

const LISTS = [
  ["selects", "What counts as a select", "One rule a line. The dailies room shows them while takes play."],
  ["review", "What a producer must see", "Faces, brands, violence: what goes past a producer before it is approved."],
  ["clearance", "What needs clearance", "Whose consent or which right is needed before something may be shown."],
] as const;

/** The three lists of the house, what a take needs before it is approved, and what a grave doubt about the story does. */
export function HouseRules({ project, now, seen }: { project: string; now: Settings; seen: string }) {
  const may = useMay(project)("allot");
  const settle = useSettle(project);
  const [rules, setRules] = useState(now.rules);
  const changed = JSON.stringify(rules) !== JSON.stringify(now.rules);
  const save = () => void settle("Changed the house rules", now, { ...now, rules }, seen).catch(() => undefined);
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {LISTS.map(([name, label, says]) => (
        <Textarea
          key={name}
          label={label}
          description={says}
          value={rules?.[name] ?? ""}
          minRows={3}
          readOnly={!may}
          onChange={(event) => setRules({ ...rules, [name]: event.target.value })}
        />
      ))}
      <Approval rules={rules} readOnly={!may} onChange={(to) => setRules({ ...rules, ...to })} />
      <div>
        <p className={classes.label} id="gate">
          When the premise gate gravely doubts the story
        </p>
        <SegmentedControl
          aria-labelledby="gate"
          data={[
            { value: "warn", label: "Say so" },
            { value: "block", label: "Hold every order" },
          ]}
          value={rules?.premise ?? "warn"}
          disabled={!may}
          onChange={(premise) => setRules({ ...rules, premise: premise as "warn" | "block" })}
        />
      </div>
      {may ? (
        <Button type="submit" disabled={!changed}>
          Save
        </Button>
      ) : (
        <p className="quiet">Owners and producers write the house rules.</p>
      )}
    </form>
  );
}
