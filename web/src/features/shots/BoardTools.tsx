/** Above the board: how it is shown, and what of it. */
import { Button, Menu, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { $api } from "~/api/client";
import { useKeys } from "~/ui/keys";
import { STATES } from "~/ui/StateMark";
import classes from "./BoardTools.module.css";
import { restoreShots } from "./order";
import { FLAGS, type Board, type Shown, type Wanted } from "./useBoard";

const VIEWS: Shown[] = ["grid", "list", "strip"];
const TAKEN = ["unreviewed", "rejected", "maybe", "selected", "approved"] as const;

interface Props {
  board: Board;
  wanted: Wanted;
  want: (change: Partial<Wanted>) => void;
}

export function BoardTools({ board, wanted, want }: Props) {
  const words = useRef<HTMLInputElement>(null);
  useKeys("Board: what is shown", [
    { keys: "1", says: "Grid", run: () => want({ view: "grid" }) },
    { keys: "2", says: "List", run: () => want({ view: "list" }) },
    { keys: "3", says: "Strip", run: () => want({ view: "strip" }) },
    { keys: "/", says: "Find shots", run: () => words.current?.focus() },
  ]);
  const narrowed = wanted.scene || wanted.state || wanted.who || wanted.flag || wanted.words;
  return (
    <div className={classes.tools} role="search">
      <SegmentedControl
        aria-label="View"
        value={wanted.view}
        data={VIEWS.map((view) => ({ value: view, label: view.charAt(0).toUpperCase() + view.slice(1) }))}
        onChange={(view) => want({ view: view as Shown })}
      />
      <TextInput
        ref={words}
        aria-label="Find shots"
        placeholder="Find: code, title, action"
        w={200}
        value={wanted.words}
        onChange={(event) => want({ words: event.currentTarget.value })}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <Choice label="Scene" value={wanted.scene} data={sceneChoices(board)} onChange={(scene) => want({ scene })} />
      <Choice
        label="State"
        value={wanted.state}
        data={TAKEN.map((state) => ({ value: state, label: STATES[state].name }))}
        onChange={(state) => want({ state })}
      />
      <Choice
        label="Who"
        value={wanted.who}
        data={[...board.names].map(([value, label]) => ({ value, label }))}
        onChange={(who) => want({ who })}
      />
      <Choice
        label="Attention"
        value={wanted.flag}
        data={Object.entries(FLAGS).map(([value, label]) => ({ value, label }))}
        onChange={(flag) => want({ flag })}
      />
      {narrowed && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => want({ scene: "", state: "", who: "", flag: "", words: "" })}
        >
          Show all {board.shots.length}
        </Button>
      )}
      <Omitted project={board.project} />
    </div>
  );
}

function sceneChoices(board: Board): { value: string; label: string }[] {
  const scenes = [...new Set(board.shots.map(({ scene }) => scene))];
  return scenes.map((scene) => ({ value: scene, label: `${scene} ${board.headings.get(scene) ?? ""}` }));
}

interface ChoiceProps {
  label: string;
  value: string;
  data: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, data, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={data}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? "")}
      clearable
      searchable={data.length > 8}
      w={label === "Scene" ? 190 : 140}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
    />
  );
}

/** The shots that were taken out of the plan, to be put back. */
function Omitted({ project }: { project: string }) {
  const queries = useQueryClient();
  const { data = [] } = $api.useQuery("get", "/api/projects/{project_id}/shots/omitted", {
    params: { path: { project_id: project } },
  });
  if (data.length === 0) return null;
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-xs" ml="auto">
          {data.length} omitted
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflow: "auto" }}>
        <Menu.Label>Put back where it stood</Menu.Label>
        {data.map(({ shot, title }) => (
          <Menu.Item key={shot} onClick={() => void restoreShots(queries, project, [shot])}>
            <span className="code">{shot}</span> {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
