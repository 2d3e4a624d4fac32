/** The formats the cut can leave in, with what each loses said before it is chosen. */
import { Button } from "@mantine/core";
import type { Schemas } from "~/api/client";
import classes from "./Exports.module.css";

interface Props {
  project: string;
  version: number;
  exports: readonly Schemas["ExportOut"][];
}

export function Exports({ project, version, exports }: Props) {
  const base = `/api/projects/${project}/cut/${version}`;
  return (
    <ul className={classes.list}>
      {exports.map((one) => (
        <li key={one.id}>
          <span>
            {one.title} <span className="code quiet">{one.suffix}</span>
          </span>
          <span className={classes.loses}>
            {one.refused || (one.loses.length ? `Loses: ${one.loses.join(", ")}` : "Loses nothing")}
          </span>
          {!one.refused && <Save href={`${base}/exports/${one.id}`} />}
        </li>
      ))}
      {(["srt", "vtt"] as const).map((kind) => (
        <li key={kind}>
          <span>
            Captions, {kind === "srt" ? "SubRip" : "WebVTT"} <span className="code quiet">.{kind}</span>
          </span>
          <span className={classes.loses}>Timed to the voices as they are heard</span>
          <Save href={`${base}/captions.${kind}`} />
        </li>
      ))}
    </ul>
  );
}

function Save({ href }: { href: string }) {
  return (
    <Button component="a" variant="subtle" size="compact-xs" href={href} download>
      Download
    </Button>
  );
}
