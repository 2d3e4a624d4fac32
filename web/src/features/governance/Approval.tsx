import { Checkbox, MultiSelect, SegmentedControl } from "@mantine/core";
import { $api } from "~/api/client";
import type { Settings } from "./asked";
import classes from "./governance.module.css";

type Rules = NonNullable<Settings["rules"]>;
type Needs = Partial<Pick<Rules, "approvals" | "fixes_first" | "must_pass">>;

interface ApprovalProps {
  rules: Settings["rules"];
  readOnly: boolean;
  onChange: (to: Needs) => void;
}

/** What a take of a shot needs before it is approved; the studio holds everybody to it. */
export function Approval({ rules, readOnly, onChange }: ApprovalProps) {
  const checks = $api.useQuery("get", "/api/vocabulary", {}, { staleTime: Infinity }).data?.checks ?? [];
  return (
    <fieldset className={classes.needs} disabled={readOnly}>
      <legend className={classes.label}>Before a take is approved</legend>
      <div>
        <p className="quiet" id="approvals">
          How many people with approval right must approve it. Until then it is a select.
        </p>
        <SegmentedControl
          aria-labelledby="approvals"
          data={["1", "2", "3"].map((value) => ({ value, label: value === "1" ? "1 person" : `${value} people` }))}
          value={String(rules?.approvals ?? 1)}
          onChange={(many) => onChange({ approvals: Number(many) })}
        />
      </div>
      <Checkbox
        label="Every must-fix note of the team on it is resolved"
        checked={rules?.fixes_first ?? false}
        onChange={(event) => onChange({ fixes_first: event.currentTarget.checked })}
      />
      <MultiSelect
        label="It fails none of these checks"
        placeholder={rules?.must_pass?.length ? "" : "No check holds a take back"}
        data={checks.map(({ id, title }) => ({ value: id, label: title }))}
        value={rules?.must_pass ?? []}
        searchable
        clearable
        onChange={(must_pass) => onChange({ must_pass })}
      />
    </fieldset>
  );
}
