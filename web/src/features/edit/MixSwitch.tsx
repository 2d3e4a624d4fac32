/** Whether the mix is heard or the takes' own sound, and how the mix is coming. */
import { Switch } from "@mantine/core";
import type { Mix } from "~/timeline/useMix";
import classes from "./Desk.module.css";

interface Props {
  mix: Mix | undefined;
  wished: boolean;
  onWish: (wished: boolean) => void;
}

export function MixSwitch({ mix, wished, onWish }: Props) {
  return (
    <span className={classes.mix}>
      <Switch
        label="Mix"
        size="xs"
        title="Dialogue, effects, ambience and music as they will be, instead of the takes' own sound"
        checked={wished}
        onChange={(event) => onWish(event.currentTarget.checked)}
      />
      <span className="quiet" role="status">
        {wished && saidOf(mix)}
      </span>
    </span>
  );
}

function saidOf(mix: Mix | undefined): string {
  if (mix?.heard?.state === "ready") return "";
  if (mix?.state === "failed") return mix.says || "It could not be mixed.";
  return "being mixed; the takes are heard meanwhile";
}
