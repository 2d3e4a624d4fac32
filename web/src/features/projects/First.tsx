import { Drop } from "./Drop";
import { Scene } from "./Scene";
import classes from "./First.module.css";

const STEPS = [
  ["Bring a script", "Scenes, cast, places and shots are found in it and proposed; nothing you wrote is changed."],
  ["Look at three shots", "On the board each shot has a card: its job, its picture, and what a take must show."],
  ["Order takes", "The embedded previz draws them here, without an account and without cost."],
  ["Review and approve", "In the dailies room, with the keyboard: 1 rejects, 2 is a maybe, 3 selects, 4 approves."],
  ["Hand off", "Cut, sound, captions and the files for your editor, from the delivery page."],
] as const;

/** The first run: no production is here yet. */
export function First() {
  return (
    <div className={classes.first}>
      <section>
        <h2>Begin with one scene</h2>
        <ol className={classes.steps}>
          {STEPS.map(([title, says]) => (
            <li key={title}>
              <strong>{title}</strong>
              <span>{says}</span>
            </li>
          ))}
        </ol>
      </section>
      <div className={classes.both}>
        <Drop />
        <Scene />
      </div>
    </div>
  );
}
