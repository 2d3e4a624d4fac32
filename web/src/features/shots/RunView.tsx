/** Shots as one clip: each with its share of it, to scale, and the prompt that asks for all of them. */
import type { Schemas } from "~/api/client";
import { seconds } from "~/ui/time";
import classes from "./RunView.module.css";

interface Props {
  run: Pick<Schemas["RunOut"], "shared" | "shots">;
  busy: boolean;
}

export function RunView({ run, busy }: Props) {
  const { shots, shared } = run;
  return (
    <div className={classes.run} data-busy={busy || undefined}>
      <ol className={classes.strip} aria-label="One clip, shot by shot">
        {shots.map((one) => (
          <li key={one.shot} style={{ flexGrow: one.frames }}>
            <strong>{one.shot}</strong>
            <span>
              from frame {one.begins}, {seconds(one.seconds)}
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        One clip, one price. It is divided at the cuts that are found near these frames, and each shot gets its part as
        a take.
      </p>
      <details>
        <summary>Prompt for all {shots.length}</summary>
        <div className={classes.prompt}>
          {shots.map(({ shot, prompt }) => (
            <p key={shot}>
              <strong>{shot}</strong> {prompt}
            </p>
          ))}
          {shared && (
            <p>
              <strong>All</strong> {shared}
            </p>
          )}
        </div>
      </details>
    </div>
  );
}
