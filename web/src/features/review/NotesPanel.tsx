/** Notes on a take: by frame, in threads; one is written at the frame that is shown. */
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Note, Whole } from "./asked";
import { ComposeNote } from "./ComposeNote";
import type { Compose } from "./compose";
import { NoteThread } from "./NoteThread";
import classes from "./Side.module.css";
import type { Notes } from "./useNotes";

interface NotesPanelProps {
  take: Whole;
  compose: Compose;
  notes: Notes;
  chosen: string;
  onChoose: (note: string) => void;
  onFrame: (frame: number) => void;
}

export function NotesPanel({ take, compose, notes, chosen, onChoose, onFrame }: NotesPanelProps) {
  const threads = take.notes.filter((note) => note.parent === null);
  const answers = (note: Note) => take.notes.filter((one) => one.parent === note.id);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-note="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <>
      {compose.now ? (
        <ComposeNote take={take} compose={compose} notes={notes} />
      ) : (
        <div className={classes.row}>
          <Button variant="default" onClick={() => compose.begin("pin")}>
            Note here <kbd className={classes.key}>t</kbd>
          </Button>
          <Button variant="default" onClick={() => compose.begin("pen")}>
            Draw <kbd className={classes.key}>d</kbd>
          </Button>
        </div>
      )}
      {threads.length === 0 && !compose.now && (
        <p className="quiet">No notes yet. A note stands at the frame you see, or from in to out.</p>
      )}
      <ul className={classes.plain} ref={list}>
        {threads.map((note) => (
          <NoteThread
            key={note.id}
            note={note}
            rate={take.rate}
            answers={answers(note)}
            chosen={note.id === chosen}
            onChoose={() => {
              onChoose(note.id);
              if (note.start !== null) onFrame(note.start);
            }}
            onResolve={() =>
              void notes
                .change(note.resolved_by ? "Note reopened" : "Note resolved", note, { resolved: !note.resolved_by })
                .catch(() => undefined)
            }
            onRemove={() => void notes.change("Note removed", note, { removed: true }).catch(() => undefined)}
            onChange={(text) => notes.change("Note changed", note, { text })}
            onAnswer={(text) => notes.add(take.take, { ...NOTHING, text, answers: note.id })}
          />
        ))}
      </ul>
    </>
  );
}

const NOTHING = { kind: "note" as const, start: null, end: null, x: null, y: null, drawing: [] };
