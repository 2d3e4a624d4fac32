import { ActionIcon, Button, Select, Textarea } from "@mantine/core";
import { $api } from "~/api/client";
import { Curve } from "./Curve";
import classes from "./Beats.module.css";
import { CHARGES, PARTS, type Beat, type Story } from "./story";

interface Props {
  project: string;
  story: Story;
  putStory: (part: Partial<Story>) => void;
}

/** What each stretch of the story changes: the state before, an action that can be seen, the state after. */
export function Beats({ project, story, putStory }: Props) {
  const beats = story.beats ?? [];
  const asked = $api.useQuery("get", "/api/projects/{project_id}/scenes", {
    params: { path: { project_id: project } },
  });
  const named = beats.flatMap(({ scene }) => (scene ? [scene] : []));
  const scenes = [...new Set([...(asked.data ?? []).map(({ code }) => code), ...named])];
  const put = (next: Beat[]) => putStory({ beats: next });
  const change = (at: number, part: Partial<Beat>) =>
    put(beats.map((beat, index) => (index === at ? { ...beat, ...part } : beat)));
  const move = (at: number, by: number) => {
    const next = [...beats];
    next.splice(at + by, 0, ...next.splice(at, 1));
    put(next);
  };
  return (
    <section aria-label="Beats">
      <h2>
        Beats <span className="quiet">{beats.length}</span>
      </h2>
      {beats.length > 0 && <Curve beats={beats} />}
      <ol className={classes.beats}>
        {beats.map((beat, at) => (
          <li key={at}>
            <div className={classes.head}>
              <Select
                aria-label="Scene"
                placeholder="scene"
                clearable
                data={scenes}
                value={beat.scene || null}
                onChange={(scene) => change(at, { scene: scene ?? "" })}
              />
              <Select
                aria-label="Part of the spine"
                placeholder="part"
                clearable
                data={PARTS.map(({ part, label }) => ({ value: part, label }))}
                value={beat.part ?? null}
                onChange={(part) => change(at, { part: part as Beat["part"] })}
              />
              <Words label="At stake" value={beat.value} put={(value) => change(at, { value })} />
              <Charge label="Starts" value={beat.starts} put={(starts) => change(at, { starts })} />
              <span aria-hidden="true">→</span>
              <Charge label="Ends" value={beat.ends} put={(ends) => change(at, { ends })} />
              <Select
                aria-label="Risk"
                placeholder="risk"
                clearable
                data={["1", "2", "3", "4", "5"].map((value) => ({ value, label: `risk ${value}` }))}
                value={beat.risk ? `${beat.risk}` : null}
                onChange={(risk) => change(at, { risk: risk ? Number(risk) : null })}
              />
              <Moves at={at} many={beats.length} move={move} drop={() => put(beats.filter((_, one) => one !== at))} />
            </div>
            <div className={classes.words}>
              <Words label="Before" value={beat.before} put={(before) => change(at, { before })} />
              <Words label="Action" value={beat.action} put={(action) => change(at, { action })} />
              <Words label="After" value={beat.after} put={(after) => change(at, { after })} />
            </div>
          </li>
        ))}
      </ol>
      <Button variant="default" onClick={() => put([...beats, { action: "" }])}>
        Add a beat
      </Button>
    </section>
  );
}

function Words({ label, value, put }: { label: string; value: string | undefined; put: (value: string) => void }) {
  return (
    <Textarea
      aria-label={label}
      placeholder={label}
      variant="unstyled"
      className={classes.field}
      value={value ?? ""}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}

function Charge(props: { label: string; value: Beat["starts"]; put: (value: Beat["starts"]) => void }) {
  return (
    <Select
      aria-label={props.label}
      placeholder="0"
      clearable={false}
      allowDeselect
      data={CHARGES}
      value={props.value ?? null}
      onChange={(value) => props.put(value as Beat["starts"])}
      className={classes.charge}
    />
  );
}

function Moves(props: { at: number; many: number; move: (at: number, by: number) => void; drop: () => void }) {
  const { at, many, move, drop } = props;
  return (
    <span className={classes.moves}>
      <ActionIcon variant="subtle" color="gray" aria-label="Earlier" disabled={at === 0} onClick={() => move(at, -1)}>
        ↑
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Later"
        disabled={at === many - 1}
        onClick={() => move(at, 1)}
      >
        ↓
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label="Remove this beat" onClick={drop}>
        ×
      </ActionIcon>
    </span>
  );
}
