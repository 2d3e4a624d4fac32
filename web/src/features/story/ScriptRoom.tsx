import { SegmentedControl } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { Ago } from "~/ui/Ago";
import { useCommands } from "~/ui/commands";
import { useKeys } from "~/ui/keys";
import { Page } from "~/ui/page";
import { Breakdown } from "./Breakdown";
import { Editor, type EditorHandle } from "./editor/Editor";
import type { ShotSpan } from "./editor/margin";
import { Files } from "./Files";
import { Foreseen } from "./Foreseen";
import { LeftBehind } from "./LeftBehind";
import { Overtaken } from "./Overtaken";
import { Revisions } from "./Revisions";
import { SaveBar } from "./SaveBar";
import { SceneList } from "./SceneList";
import classes from "./ScriptRoom.module.css";
import {
  placeIn,
  useCovered,
  type Covered,
  type Foresight,
  type Outline,
  type Revision,
  type ScriptText,
} from "./script";
import { useDesk } from "./useDesk";

interface Props {
  project: string;
  script: ScriptText;
  revisions: Revision[];
  open: (revision: number) => void;
}

const NOTHING: number[] = [];
const PANELS = ["Changes", "Revisions", "Breakdown"] as const;

/** The script in the middle, its scenes at the left, what it means for the plan at the right. */
export function ScriptRoom({ project, script, revisions, open }: Props) {
  const navigate = useNavigate();
  const editor = useRef<EditorHandle>(null);
  const desk = useDesk(project, script);
  const [panel, setPanel] = useState<(typeof PANELS)[number]>("Changes");
  const [place, setPlace] = useState(0);
  const [reason, setReason] = useState<HTMLInputElement | null>(null);
  const covered = useCovered(project);
  const newest = revisions.at(-1)!;
  const current = newest.revision === script.revision;
  const fates = desk.foresight?.shots;
  const shots = useMemo(
    () => (current ? spans(script, covered.data ?? [], fates) : []),
    [current, script, covered.data, fates],
  );
  const [asked] = useSearchParams();
  const line = Number(asked.get("line") ?? 0);
  useEffect(() => {
    if (line > 0) editor.current?.go(startOf(desk.base, line));
  }, [line, desk.base]);
  useEffect(() => {
    if (!desk.changed && newest.revision > script.revision) open(newest.revision);
  }, [desk.changed, newest.revision, script.revision, open]);
  const known = useMemo(() => words(desk.outline), [desk.outline]);
  const toLine = useCallback((line: number) => editor.current?.go(startOf(desk.text, line)), [desk.text]);
  const scene = sceneAt(desk.outline, lineAt(desk.text, place));
  useKeys("Script", [
    { keys: "mod+s", says: "Save the script", run: () => reason?.focus(), inFields: true },
    ...PANELS.map((name, at) => ({
      keys: `alt+${at + 1}`,
      says: `Show ${name.toLowerCase()}`,
      run: () => setPanel(name),
      inFields: true,
    })),
  ]);
  useCommands(
    (desk.outline?.scenes ?? []).map(({ code, heading, line }) => ({
      id: `script ${code}`,
      label: `${code} ${heading} in the script`,
      group: "Script",
      run: () => toLine(line),
    })),
  );
  const write = (text: string) => editor.current?.write(text);
  return (
    <Page
      full
      title="Script"
      aside={
        <>
          Revision {script.revision}, {script.author || "from the files"} <Ago at={script.at} />
          {script.locked && " · scene numbers locked"}
          {desk.outline && ` · ${desk.outline.length} pages`}
        </>
      }
      actions={<Files project={project} script={script} write={write} />}
    >
      <LeftBehind project={project} revision={script.revision} write={write} />
      <Overtaken script={script} newest={newest} changed={desk.changed} open={open} />
      <div className={classes.room}>
        <SceneList outline={desk.outline} scene={scene?.code} go={toLine} />
        <div className={classes.paper}>
          <Editor
            base={desk.base}
            begun={desk.text}
            handle={editor}
            known={known}
            pages={desk.outline?.pages ?? NOTHING}
            shots={shots}
            onText={desk.setText}
            onPlace={setPlace}
            onShot={(shot) => void navigate(`/p/${project}/shots/${shot}`)}
          />
        </div>
        <aside className={classes.side} aria-label={panel}>
          <SegmentedControl
            fullWidth
            aria-label="Beside the script"
            data={[...PANELS]}
            value={panel}
            onChange={(value) => setPanel(value as typeof panel)}
          />
          <div className={classes.panel}>
            {panel === "Changes" && <Foreseen project={project} desk={desk} covered={covered.data ?? []} />}
            {panel === "Revisions" && (
              <Revisions project={project} all={revisions} opened={script.revision} write={write} />
            )}
            {panel === "Breakdown" && <Breakdown project={project} scene={scene?.code} />}
          </div>
          {desk.changed && (
            <SaveBar
              project={project}
              script={script}
              desk={desk}
              field={setReason}
              saved={open}
              drop={() => write(desk.base)}
            />
          )}
        </aside>
      </div>
    </Page>
  );
}

/** The shots where their words stand in the saved text, each in the state that a save would leave it in. */
function spans(script: ScriptText, covered: Covered[], fates: Foresight["shots"] = []): ShotSpan[] {
  const doubted = new Set(fates.filter(({ fate }) => fate === "stale" || fate === "lost").map(({ shot }) => shot));
  return covered.map(({ shot, title, state, span }) => {
    const [from, to] = [placeIn(script.text, span.start), placeIn(script.text, span.end)];
    return { shot, title, state: doubted.has(shot) ? "stale" : state, from, to, lane: 0 };
  });
}

function words(outline: Outline | undefined) {
  return {
    characters: outline?.characters.map(([name]) => name) ?? [],
    places: outline?.places ?? [],
    times: outline?.times ?? [],
  };
}

function startOf(text: string, line: number): number {
  let at = 0;
  for (let counted = 1; counted < line; counted++) at = text.indexOf("\n", at) + 1;
  return at;
}

function lineAt(text: string, place: number): number {
  return text.slice(0, place).split("\n").length;
}

function sceneAt(outline: Outline | undefined, line: number) {
  return outline?.scenes.findLast((scene) => scene.line <= line) ?? outline?.scenes[0];
}
