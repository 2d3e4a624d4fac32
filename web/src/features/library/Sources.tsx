/** What the pictures of an asset should show before shots are made from them, and which do. */
import type { Whole } from "./asked";
import classes from "./Sources.module.css";

export function Sources({ whole }: { whole: Whole }) {
  const { sources } = whole;
  const open = sources.filter(({ met }) => !met).length;
  if (sources.length === 0) return null;
  return (
    <details className={classes.sources}>
      <summary>
        Source pictures: {open === 0 ? "all there" : `${sources.length - open} of ${sources.length} there`}
      </summary>
      <ul>
        {sources.map(({ says, met }) => (
          <li key={says} data-met={met || undefined}>
            <span aria-hidden>{met ? "✓" : "○"}</span>
            <span>
              {says} <span className="only-heard">{met ? ", there" : ", missing"}</span>
            </span>
          </li>
        ))}
        <li>
          <span aria-hidden>·</span>
          <span>All show the same design: remove a picture that looks wildly different</span>
        </li>
      </ul>
    </details>
  );
}
