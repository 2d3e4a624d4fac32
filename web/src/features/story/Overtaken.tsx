import { Button } from "@mantine/core";
import classes from "./Overtaken.module.css";
import type { Revision, ScriptText } from "./script";

interface Props {
  script: ScriptText;
  newest: Revision;
  changed: boolean;
  open: (revision: number) => void;
}

/** Says that somebody saved a newer revision while this one is open. */
export function Overtaken({ script, newest, changed, open }: Props) {
  if (newest.revision <= script.revision) return null;
  return (
    <div className={classes.strip} role="alert">
      <span>
        {newest.author || "Somebody"} saved revision {newest.revision} since{newest.why && `: ${newest.why}`}.
        {changed && " Your changes are from revision "}
        {changed && `${script.revision}; copy what you need before you open it.`}
      </span>
      <Button variant="default" size="compact-xs" onClick={() => open(newest.revision)}>
        Open revision {newest.revision}
      </Button>
    </div>
  );
}
