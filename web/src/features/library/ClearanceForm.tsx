import { Button, FileButton, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { fail, say } from "~/ui/toast";
import { beneath, type Edits, type Whole } from "./asked";
import classes from "./ClearanceForm.module.css";

interface Props {
  project: string;
  whole: Whole;
  edits: Edits;
}

type Clearance = Whole["glance"]["clearance"];
const SAID: { value: Clearance; label: string }[] = [
  { value: "pending", label: "Open" },
  { value: "cleared", label: "Cleared" },
  { value: "blocked", label: "Blocked" },
];

/** Whether an asset may be shown: for which use, by whom, on which paper, and what of that is missing. */
export function ClearanceForm({ project, whole, edits }: Props) {
  const { standing, asset, glance } = whole;
  const [clearance, setClearance] = useState<Clearance>(glance.clearance);
  const [use, setUse] = useState(standing.use);
  const [by, setBy] = useState(standing.granted_by);
  const changed = clearance !== glance.clearance || use !== standing.use || by !== standing.granted_by;
  const prove = (file: File | null) =>
    file && void edits.prove(file).then(() => say(`${file.name} proves the clearance of ${asset.id}`), fail);
  return (
    <div className={classes.form}>
      <SegmentedControl
        aria-label="Clearance"
        data={SAID}
        value={clearance}
        onChange={(value) => setClearance(value as Clearance)}
      />
      {clearance === "cleared" && (
        <div className={classes.grounds}>
          <TextInput
            label="For which use"
            placeholder="festivals and online, worldwide, until 2030"
            value={use}
            onChange={(event) => setUse(event.currentTarget.value)}
          />
          <TextInput
            label="Granted by"
            placeholder="who may say so: the person, their agent, the estate"
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
        </div>
      )}
      {changed && (
        <div className={classes.row}>
          <Button
            disabled={clearance === "cleared" && !(use.trim() && by.trim())}
            onClick={() => void edits.clear({ clearance, use, granted_by: by }).catch(() => undefined)}
          >
            {clearance === "pending"
              ? "Withdraw the clearance"
              : clearance === "blocked"
                ? "Block it"
                : "Say it is cleared"}
          </Button>
          {clearance === "blocked" && <span className="quiet">Orders that name it are refused from then on.</span>}
        </div>
      )}
      <div className={classes.row}>
        <FileButton accept="application/pdf,image/png,image/jpeg" onChange={prove}>
          {(props) => (
            <Button {...props} variant="default">
              {standing.proof_name ? "Another paper" : "Add the paper"}
            </Button>
          )}
        </FileButton>
        {standing.proof_name ? (
          <a href={beneath(project, `assets/${asset.id}/proof`)}>{standing.proof_name}</a>
        ) : (
          <span className="quiet">The signed release, as PDF, PNG or JPEG</span>
        )}
        {standing.said_by && <span className="quiet">said by {standing.said_by}</span>}
      </div>
      {glance.lacking.length > 0 && (
        <ul className={classes.lacking} aria-label="What is missing">
          {glance.lacking.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      )}
      {glance.clearance === "blocked" && <Override whole={whole} edits={edits} />}
    </div>
  );
}

function Override({ whole, edits }: { whole: Whole; edits: Edits }) {
  const { override, override_by } = whole.standing;
  const [reason, setReason] = useState("");
  if (override) {
    return (
      <div className={classes.row}>
        <span>
          {override_by} lets it be used all the same: {override}
        </span>
        <Button variant="default" onClick={() => void edits.override("").catch(() => undefined)}>
          Block it again
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.row}>
      <Textarea
        aria-label="Why it is used all the same"
        placeholder="A producer may let it be used all the same; say why, it stays on record"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        w={420}
      />
      <Button
        variant="default"
        disabled={!reason.trim()}
        onClick={() => void edits.override(reason).catch(() => undefined)}
      >
        Use it all the same
      </Button>
    </div>
  );
}
