import { StateMark } from "~/ui/StateMark";
import type { Glance } from "./asked";
import classes from "./marks.module.css";

/** Where an asset is, by shape, letter and colour. */
export function AssetState({ state, named }: { state: Glance["state"]; named?: boolean }) {
  if (state === "approved") return <StateMark state="approved" named={named ?? false} />;
  if (state === "draft") return named ? <StateMark state="Draft" named /> : null;
  return <StateMark state="Retired" named />;
}

const SAID = {
  cleared: { mark: "✓", says: "cleared" },
  pending: { mark: "?", says: "open" },
  blocked: { mark: "#", says: "blocked" },
};

/** Whether it may be shown. */
export function Cleared({ one }: { one: Glance }) {
  const { mark, says } = SAID[one.clearance];
  const partly = one.clearance === "cleared" && one.lacking.length > 0;
  const told = one.overridden ? "overridden" : partly ? "not proved" : says;
  return (
    <span className={classes.cleared} data-clearance={partly ? "partly" : one.clearance} title={one.lacking.join("\n")}>
      <span aria-hidden="true">{partly ? "?" : mark}</span> {told}
    </span>
  );
}
