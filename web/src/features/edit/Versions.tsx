/** The versions of the cut: who made each and what changed, what lies between any two, and the way back. */
import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { $api } from "~/api/client";
import { Ago } from "~/ui/Ago";
import { Answer } from "~/ui/page";
import { Padlock } from "~/timeline/CutLock";
import classes from "./Versions.module.css";
import type { Editing } from "./useEditing";

interface Props {
  project: string;
  shown: number;
  newest: number;
  locked: boolean;
  fps: number;
  editing: Editing;
  onShow: (version: number) => void;
}

export function Versions({ project, shown, newest, locked, fps, editing, onShow }: Props) {
  const asked = $api.useQuery("get", "/api/projects/{project_id}/cut/versions", {
    params: { path: { project_id: project } },
  });
  return (
    <Answer of={asked}>
      {(versions) => (
        <div className={classes.versions}>
          {versions.length > 1 && (
            <Between project={project} shown={shown} numbers={versions.map((one) => one.version)} fps={fps} />
          )}
          <ol className={classes.list}>
            {versions.map((one) => (
              <li key={one.version} className={classes.one} aria-current={one.version === shown || undefined}>
                <button type="button" onClick={() => onShow(one.version)}>
                  <span className={classes.number}>
                    {one.version}
                    {one.lock && <Padlock />}
                  </span>
                  <span className={classes.says}>{one.says || (one.version === 1 ? "The first cut" : "Cut anew")}</span>
                  <span className={classes.who}>
                    {one.who || "the studio"}, <Ago at={one.at} />
                  </span>
                </button>
                {one.version === shown && shown !== newest && (
                  <Button
                    variant="default"
                    size="compact-xs"
                    disabled={locked}
                    onClick={() => editing.restore(one.version)}
                  >
                    Back to this
                  </Button>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
    </Answer>
  );
}

/** What changed between the version that is shown and another. */
function Between({ project, shown, numbers, fps }: { project: string; shown: number; numbers: number[]; fps: number }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const other = chosen ?? (shown > 1 ? shown - 1 : numbers[0]!);
  const asked = $api.useQuery("get", "/api/projects/{project_id}/cut/changes", {
    params: { path: { project_id: project }, query: { before: Math.min(other, shown), after: Math.max(other, shown) } },
  });
  return (
    <section className={classes.between} aria-label="What changed">
      <div className={classes.from}>
        <span>Cut {shown} against</span>
        <Select
          aria-label="Against"
          className={classes.against}
          data={numbers.filter((one) => one !== shown).map((one) => ({ value: String(one), label: `cut ${one}` }))}
          value={String(other)}
          allowDeselect={false}
          onChange={(to) => setChosen(Number(to))}
        />
      </div>
      {other !== shown && (
        <Answer of={asked} loading={null}>
          {({ changes, frames }) => (
            <>
              <ul className={classes.changes}>
                {changes.map((one) => (
                  <li key={one.name + one.what + one.says} data-what={one.what}>
                    {one.says}
                  </li>
                ))}
                {changes.length === 0 && <li>The same, frame by frame.</li>}
              </ul>
              <p className="quiet">
                {frames === 0
                  ? "As long as before."
                  : `${Math.abs(frames)} frames (${Math.abs(frames / fps).toFixed(1)} s) ${frames > 0 ? "longer" : "shorter"}.`}
              </p>
            </>
          )}
        </Answer>
      )}
    </section>
  );
}
