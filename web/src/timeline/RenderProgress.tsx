/** How far a render is: frames done, seconds left, and a way to stop it. */
import { Button } from "@mantine/core";
import classes from "./RenderProgress.module.css";
import { seconds } from "~/ui/time";
import { isOver, useRenderDesk, type Render } from "./useRenders";

const STAGES: Record<string, string> = { sound: "mixing the sound", film: "frames", "": "waiting" };

export function RenderProgress({ project, renders }: { project: string; renders: readonly Render[] }) {
  const { cancel } = useRenderDesk(project);
  return renders
    .filter((one) => !isOver(one))
    .map((one) => (
      <div key={one.id} className={classes.row} role="group" aria-label={`Render of cut ${one.version}`}>
        <span className={classes.what}>
          {one.master ? "Master" : one.draft ? "Draft" : "Workprint"} of cut {one.version}
        </span>
        <progress className={classes.bar} max={1} value={shareOf(one)} aria-label="Progress" />
        <span className={classes.far}>{farOf(one)}</span>
        <Button variant="subtle" size="compact-xs" onClick={() => cancel(one.id)}>
          Stop
        </Button>
      </div>
    ));
}

function shareOf(render: Render): number {
  if (render.stage === "film") return render.total ? (0.95 * render.done) / render.total : 0;
  return render.stage === "" || render.stage === "sound" ? 0 : 0.97;
}

function farOf(render: Render): string {
  if (render.stage !== "film") return STAGES[render.stage] ?? "report and pictures";
  const left = render.seconds_left === null ? "" : `, ${seconds(Math.ceil(render.seconds_left))} left`;
  return `${render.done} of ${render.total} frames${left}`;
}
