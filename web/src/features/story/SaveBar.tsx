import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { save, type ScriptText } from "./script";
import type { Desk } from "./useDesk";
import classes from "./SaveBar.module.css";

interface Props {
  project: string;
  script: ScriptText;
  desk: Desk;
  /** Where its field is, for the key that goes to it. */
  field: (input: HTMLInputElement | null) => void;
  saved: (revision: number) => void;
  drop: () => void;
}

/** Saves the text as the newest revision, with what it is for; a script that somebody else saved is not overwritten. */
export function SaveBar({ project, script, desk, field, saved, drop }: Props) {
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const queries = useQueryClient();
  const run = async () => {
    setBusy(true);
    try {
      saved((await save(project, desk.text, why, script)).revision);
      void queries.invalidateQueries();
    } catch {
      // What went wrong has been said; the words are still here.
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={classes.bar}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <TextInput
        ref={field}
        aria-label="What this revision is for"
        placeholder="What this revision is for"
        value={why}
        maxLength={500}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div className={classes.acts}>
        <Button type="submit" loading={busy} disabled={Boolean(desk.wrong) && !desk.waiting} title="Ctrl S, then Enter">
          Save as revision {script.revision + 1}
        </Button>
        <Button variant="default" onClick={drop}>
          Drop the changes
        </Button>
      </div>
    </form>
  );
}
