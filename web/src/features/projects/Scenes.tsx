import { Link } from "react-router";
import { Bar } from "~/ui/Bar";
import { seconds } from "~/ui/time";
import type { Home } from "./asked";
import classes from "./HomePage.module.css";

/** How far each scene is. */
export function Scenes({ project, scenes }: { project: string; scenes: Home["scenes"] }) {
  const shots = scenes.reduce((sum, scene) => sum + scene.shots, 0);
  const approved = scenes.reduce((sum, scene) => sum + scene.approved, 0);
  return (
    <section className={classes.section} aria-labelledby="scenes">
      <h2 id="scenes">
        Scenes
        <span>
          {approved} of {shots} shots approved
        </span>
      </h2>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label="Progress by scene">
        <table className={classes.scenes}>
          <thead>
            <tr>
              <th>Scene</th>
              <th>Heading</th>
              <th>Progress</th>
              <th>Approved</th>
              <th>Length</th>
            </tr>
          </thead>
          <tbody>
            {scenes.map((scene) => (
              <tr key={scene.code}>
                <td>
                  <Link className="code" to={`/p/${project}/board?scene=${scene.code}`}>
                    {scene.code}
                  </Link>
                </td>
                <td title={scene.heading}>{scene.heading}</td>
                <td>
                  <Bar
                    label={scene.code}
                    of={scene.shots}
                    parts={[
                      { label: "approved", value: scene.approved, colour: "--state-approved" },
                      {
                        label: "selected",
                        value: Math.max(0, scene.selected - scene.approved),
                        colour: "--state-selected",
                      },
                      {
                        label: "with takes",
                        value: Math.max(0, scene.taken - Math.max(scene.selected, scene.approved)),
                        colour: "--state-unreviewed",
                      },
                    ]}
                  />
                </td>
                <td>
                  {scene.approved}/{scene.shots}
                </td>
                <td>{seconds(scene.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
