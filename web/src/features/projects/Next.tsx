import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { Home } from "./asked";
import classes from "./HomePage.module.css";
import { steps } from "./steps";

/** The way of a first film, and what is not set up yet; it warns and blocks nothing. */
export function Next({ project, home }: { project: string; home: Home }) {
  const way = steps(home);
  const next = way.find(({ done }) => !done);
  return (
    <section className={classes.section} aria-labelledby="next">
      <h2 id="next">{next ? "Next" : "Ready"}</h2>
      {next && (
        <p className={classes.line}>
          <span className={classes.says}>{next.says}</span>
          <Button component={Link} to={`/p/${project}/${next.page}`}>
            {next.label}
          </Button>
        </p>
      )}
      <ul className={classes.rows}>
        {home.readiness.map((item) => (
          <li key={item.label} className={classes.line}>
            <span className={classes.mark} data-done={item.done || undefined} aria-hidden="true">
              {item.done ? "✓" : "○"}
            </span>
            <span className={`${classes.says} ${item.done ? classes.done : ""}`}>
              {item.label}
              <span className="quiet"> · {item.says}</span>
              <span className="only-heard">{item.done ? ", done" : ", not yet"}</span>
            </span>
          </li>
        ))}
        {home.limits.map((says) => (
          <li key={says} className={classes.line}>
            <span className={classes.mark} data-warns aria-hidden="true">
              !
            </span>
            <span className={classes.says}>{says}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
