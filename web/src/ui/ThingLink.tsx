import { Link, useParams } from "react-router";
import { codeOf, thingAt } from "./things";
import classes from "./ThingLink.module.css";

/** A thing of this production by its code, which leads to it. */
export function ThingLink({ kind, id, says }: { kind: string; id: string; says?: string }) {
  const { project = "" } = useParams();
  return (
    <Link
      className={`code ${classes.thing}`}
      to={thingAt(project, kind, id)}
      title={says ? `${codeOf(id)}: ${says}` : undefined}
    >
      {codeOf(id)}
    </Link>
  );
}
