/** What can be done with all that is chosen at once. */
import { Button, CloseButton, Kbd } from "@mantine/core";
import { seconds } from "~/ui/time";
import classes from "./BatchBar.module.css";
import type { Shot } from "./useBoard";

interface Props {
  shots: Shot[];
  order: () => void;
  panels: () => void;
  recast: () => void;
  /** Where a model holds so many shots of a scene in one clip. */
  together?: () => void;
  omit: () => void;
  clear: () => void;
}

export function BatchBar({ shots, order, panels, recast, together, omit, clear }: Props) {
  const blocked = shots.filter((shot) => shot.blocked).length;
  return (
    <div className={classes.bar} role="toolbar" aria-label="What is chosen">
      <strong>
        {shots.length} {shots.length === 1 ? "shot" : "shots"}
      </strong>
      <span className="quiet">{seconds(shots.reduce((sum, shot) => sum + shot.seconds, 0))}</span>
      {blocked > 0 && <span className={classes.blocked}>{blocked} blocked</span>}
      <span className={classes.acts}>
        <Button onClick={order}>
          Order takes <Kbd size="xs">o</Kbd>
        </Button>
        {together && (
          <Button variant="default" onClick={together}>
            Order together <Kbd size="xs">j</Kbd>
          </Button>
        )}
        <Button variant="default" onClick={panels}>
          Panels <Kbd size="xs">p</Kbd>
        </Button>
        <Button variant="default" onClick={recast}>
          Recast <Kbd size="xs">r</Kbd>
        </Button>
        <Button variant="default" onClick={omit}>
          Omit <Kbd size="xs">Del</Kbd>
        </Button>
        <CloseButton aria-label="Choose none" onClick={clear} />
      </span>
    </div>
  );
}
