/** What of a shot wants attention, each told by shape and word: stale, blocked, an order that failed, warnings. */
import { Tooltip } from "@mantine/core";
import { StateMark } from "~/ui/StateMark";
import classes from "./ShotMarks.module.css";
import { warnings, type Remark, type Shot } from "./useBoard";

export function ShotMarks({ shot, remarks }: { shot: Shot; remarks: Remark[] | undefined }) {
  const doubts = warnings(remarks);
  return (
    <span className={classes.marks}>
      {shot.under_way > 0 && (
        <Tooltip label={`${shot.under_way} under way`}>
          <span className={classes.working} role="img" aria-label={`${shot.under_way} orders under way`}>
            {shot.under_way}
          </span>
        </Tooltip>
      )}
      {shot.trouble && <Sign sign="!" kind="bad" says={`Last order: ${shot.trouble}`} />}
      {shot.blocked && (
        <Tooltip label={shot.blocked} multiline maw={320}>
          <span>
            <StateMark state="blocked" />
          </span>
        </Tooltip>
      )}
      {shot.stale && (
        <Tooltip label={shot.stale} multiline maw={320}>
          <span>
            <StateMark state="stale" />
          </span>
        </Tooltip>
      )}
      {doubts.length > 0 && (
        <Sign sign={`△${doubts.length}`} kind="warn" says={doubts.map(({ saw }) => saw).join("\n")} />
      )}
    </span>
  );
}

function Sign({ sign, kind, says }: { sign: string; kind: string; says: string }) {
  return (
    <Tooltip label={says} multiline maw={360} style={{ whiteSpace: "pre-line" }}>
      <span className={classes.sign} data-kind={kind} role="img" aria-label={says}>
        {sign}
      </span>
    </Tooltip>
  );
}
