import { Button } from "@mantine/core";
import { useState } from "react";
import classes from "./Overtaken.module.css";
import { keepUnsaved, unsaved } from "./script";

interface Props {
  project: string;
  revision: number;
  write: (text: string) => void;
}

/** Words that were written from an earlier revision and never saved: put on the page, or forgotten. */
export function LeftBehind({ project, revision, write }: Props) {
  const [kept, setKept] = useState(() => unsaved(project));
  if (!kept || kept.revision >= revision) return null;
  const done = () => {
    keepUnsaved(project, undefined);
    setKept(undefined);
  };
  return (
    <div className={classes.strip} role="alert">
      <span>You wrote something from revision {kept.revision} and did not save it; the script has moved on since.</span>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          done();
          write(kept.text);
        }}
      >
        Put it on the page
      </Button>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={done}>
        Forget it
      </Button>
    </div>
  );
}
