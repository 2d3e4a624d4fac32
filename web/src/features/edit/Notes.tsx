/** Notes on the cut at its frames: written at the playhead, gone to, settled; they stay with their picture. */
import { Button, Checkbox, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { $api, api, type Schemas } from "~/api/client";
import { useFrame, type Transport } from "~/player";
import { timecode } from "~/ui/time";
import { Ago } from "~/ui/Ago";
import { Answer } from "~/ui/page";
import { edit } from "~/ui/undo";
import type { Cut } from "~/timeline/cut";
import { rate } from "~/ui/time";
import classes from "./Notes.module.css";

type CutNote = Schemas["CutNoteOut"];
type Note = CutNote["note"];

const LIST = "/api/projects/{project_id}/cut/notes";

export function useCutNotes(project: string, version: number) {
  return $api.useQuery("get", LIST, { params: { path: { project_id: project }, query: { version } } });
}

interface Props {
  project: string;
  cut: Cut;
  transport: Transport;
}

export function Notes({ project, cut, transport }: Props) {
  const asked = useCutNotes(project, cut.version.version);
  const [settled, setSettled] = useState(false);
  const fps = rate(cut.rate);
  return (
    <div className={classes.notes}>
      <Write project={project} cut={cut} transport={transport} />
      <Answer of={asked}>
        {(told) => {
          const notes = told as CutNote[];
          const threads = notes.filter((one) => one.note.parent === null);
          const shown = threads.filter((one) => settled || !one.note.resolved_by);
          return (
            <>
              <ol className={classes.list}>
                {shown.map((one) => (
                  <Thread
                    key={one.note.id}
                    project={project}
                    one={one}
                    answers={notes.filter((other) => other.note.parent === one.note.id)}
                    at={one.frame === null ? "gone" : timecode(cut.start + one.frame, fps)}
                    onGo={() => one.frame !== null && transport.seek(one.frame)}
                  />
                ))}
              </ol>
              {threads.length > 0 && (
                <Checkbox label="Settled ones too" checked={settled} onChange={() => setSettled(!settled)} />
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Write({ project, cut, transport }: Props) {
  const [text, setText] = useState("");
  const again = useAgain();
  const frame = useFrame(transport);
  const path = { project_id: project };
  const write = async (): Promise<void> => {
    let made: Note | undefined;
    const on = `cut:${cut.version.version}`;
    const run = async (): Promise<void> => {
      const kind = "note" as const;
      const body = { on, text, kind, start: frame, end: frame + 1, drawing: [] };
      made = (await api.POST("/api/projects/{project_id}/notes", { params: { path }, body })).data as Note;
      await again();
    };
    const undo = async (): Promise<void> => {
      if (made) await stand(project, made, { removed: true });
      await again();
    };
    await edit({ label: "Note written", run, undo });
    setText("");
  };
  return (
    <form
      className={classes.write}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) void write().catch(() => undefined);
      }}
    >
      <Textarea
        id="cut-note"
        aria-label="A note at the playhead"
        placeholder={`A note at ${timecode(cut.start + frame, rate(cut.rate))}`}
        value={text}
        maxLength={4000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
    </form>
  );
}

interface ThreadProps {
  project: string;
  one: CutNote;
  answers: readonly CutNote[];
  at: string;
  onGo: () => void;
}

function Thread({ project, one, answers, at, onGo }: ThreadProps) {
  const again = useAgain();
  const { note } = one;
  const settle = async (): Promise<void> => {
    let now = note;
    const to = async (resolved: boolean): Promise<void> => {
      now = await stand(project, now, { resolved });
      await again();
    };
    const resolved = !note.resolved_by;
    const label = resolved ? "Note settled" : "Note open again";
    await edit({ label, run: () => to(resolved), undo: () => to(!resolved) });
  };
  return (
    <li data-settled={note.resolved_by ? true : undefined}>
      <button type="button" className={classes.go} onClick={onGo} disabled={one.frame === null}>
        <span className="code">{at}</span> {one.piece}
      </button>
      <p>{note.text}</p>
      {answers.map(({ note: answer }) => (
        <p key={answer.id} className={classes.answer}>
          {answer.text} <span className="quiet">{answer.who}</span>
        </p>
      ))}
      <div className={classes.about}>
        <span>
          {note.who}, <Ago at={note.at} />, on cut {one.version}
        </span>
        <Button variant="subtle" size="compact-xs" onClick={() => void settle().catch(() => undefined)}>
          {note.resolved_by ? "Open again" : "Settle"}
        </Button>
      </div>
    </li>
  );
}

function useAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["get", LIST] });
}

/** Has a note stand as it says, but for this. */
async function stand(project: string, note: Note, to: { resolved?: boolean; removed?: boolean }): Promise<Note> {
  const { text, kind, start, end, x, y, drawing } = note;
  const standing = { resolved: Boolean(note.resolved_by), removed: note.removed, ...to };
  const { data } = await api.PUT("/api/projects/{project_id}/notes/{note}", {
    params: { path: { project_id: project, note: note.id } },
    body: { text, kind, start, end, x, y, drawing, seen: note.version, ...standing },
  });
  return data as Note;
}
