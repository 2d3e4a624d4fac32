import { Link } from "react-router";
import { ThingLink } from "~/ui/ThingLink";
import type { Home } from "./asked";
import classes from "./HomePage.module.css";

type Things = Home["waits"][number]["things"];

const SHOWN = 8;
const READ = 4;

/** What waits for me, by what my role may do. */
export function Waits({ project, waits }: { project: string; waits: Home["waits"] }) {
  return (
    <section className={classes.section} aria-labelledby="waits">
      <h2 id="waits">Waits for you</h2>
      {waits.length === 0 && <p className="quiet">Nothing waits for you.</p>}
      <ul className={classes.rows}>
        {waits.map((one) => (
          <li key={one.id}>
            <div className={classes.line}>
              <Link className={classes.says} to={`/p/${project}/${one.page}`}>
                {one.says}
              </Link>
            </div>
            {one.id === "notes" ? (
              <Words things={one.things} count={one.count} />
            ) : (
              <Things things={one.things} count={one.count} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Notes are read, not only counted. */
function Words({ things, count }: { things: Things; count: number }) {
  const shown = things.slice(0, READ);
  return (
    <ul className={classes.words}>
      {shown.map((thing) => (
        <li key={thing.id}>
          <ThingLink kind={thing.kind} id={thing.id} /> <span>{thing.says}</span>
        </li>
      ))}
      {count > shown.length && <li className="quiet">and {(count - shown.length).toLocaleString("en-US")} more</li>}
    </ul>
  );
}

/** What cannot go on, and which rule says so. */
export function Blocked({ project, blocked }: { project: string; blocked: Home["blocked"] }) {
  return (
    <section className={classes.section} aria-labelledby="blocked">
      <h2 id="blocked">Blocked</h2>
      <ul className={classes.rows}>
        {blocked.map((one) => (
          <li key={one.rule + one.says}>
            <div className={classes.line}>
              <span className={classes.says}>
                <Link to={`/p/${project}/${one.page}`}>{one.rule}</Link>: {one.says}
              </span>
            </div>
            <Things things={one.things} count={one.things.length} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Things({ things, count, most = SHOWN }: { things: Things; count: number; most?: number }) {
  const shown = things.slice(0, most);
  return (
    <div className={classes.things}>
      {shown.map((thing) => (
        <ThingLink key={thing.kind + thing.id + thing.says} kind={thing.kind} id={thing.id} says={thing.says} />
      ))}
      {count > shown.length && <span className="quiet">and {(count - shown.length).toLocaleString("en-US")} more</span>}
    </div>
  );
}
