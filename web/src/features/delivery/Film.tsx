/** The film of a cut, to be watched, and every file that goes with it, to be taken. */
import { Button } from "@mantine/core";
import { Ago } from "~/ui/Ago";
import { Link } from "react-router";
import { RenderPlayer } from "~/timeline/RenderPlayer";
import type { Render } from "~/timeline/useRenders";
import classes from "./Film.module.css";
import { Section } from "./parts";

interface Props {
  project: string;
  render: Render | null;
  master: boolean;
}

export function Film({ project, render, master }: Props) {
  if (!render) {
    return (
      <div className={classes.none}>
        <p>This cut is not rendered yet.</p>
        <p className="quiet">
          {master
            ? "Every take in it is approved: render the master."
            : "A workprint can be rendered now; for a master every take in the cut is approved first."}
        </p>
      </div>
    );
  }
  return (
    <>
      <div className={classes.film}>
        <RenderPlayer key={render.id} project={project} render={render} />
      </div>
      <Section title="Deliverables" says={undefined}>
        <p className={classes.about}>
          {render.master ? "Master" : render.draft ? "Draft workprint" : "Workprint"} of cut {render.version}, rendered{" "}
          {render.over_at && <Ago at={render.over_at} />} for {render.who}.{" "}
          <Link to={`/p/${project}/screen/film?render=${render.id}`}>In the screening room</Link>
        </p>
        <ul className={classes.files}>
          {render.files.map((file) => (
            <li key={file.name}>
              <span className="code">{file.name}</span>
              <span>{file.title}</span>
              <span className={classes.size}>{file.name === "film.mp4" ? sizeOf(render) : ""}</span>
              <Button component="a" variant="subtle" size="compact-xs" href={`${file.url}?download=true`} download>
                Download
              </Button>
            </li>
          ))}
          <li>
            <span className="code">handoff.zip</span>
            <span>For the editor: cut, takes, single sounds, stems, captions, notes, checksums</span>
            <span />
            <Button
              component="a"
              size="compact-xs"
              href={`/api/projects/${project}/renders/${render.id}/handoff.zip`}
              download
            >
              Take the handoff
            </Button>
          </li>
        </ul>
      </Section>
    </>
  );
}

function sizeOf(render: Render): string {
  const bytes = Number(render.facts["bytes"]);
  return bytes ? `${(bytes / 1e6).toFixed(1)} MB` : "";
}
