import { useState } from "react";
import { Ago } from "~/ui/Ago";
import { rate, timecode } from "~/ui/time";
import type { Note } from "./asked";
import { KINDS } from "./compose";
import classes from "./Side.module.css";
import { Writing } from "./Writing";

interface NoteThreadProps {
  note: Note;
  rate: string;
  answers: readonly Note[];
  chosen: boolean;
  onChoose: () => void;
  onResolve: () => void;
  onRemove: () => void;
  onChange: (text: string) => Promise<void>;
  onAnswer: (text: string) => Promise<void>;
}

/** A note with its answers, and what one does about it. */
export function NoteThread({ note, rate, answers, chosen, ...does }: NoteThreadProps) {
  const [writing, setWriting] = useState<"answer" | "change" | null>(null);
  const leave = () => setWriting(null);
  return (
    <li
      className={classes.note}
      data-note={note.id}
      data-chosen={chosen || undefined}
      data-quiet={Boolean(note.resolved_by)}
    >
      <div className={classes.noteHead}>
        <button type="button" className={classes.link} onClick={does.onChoose}>
          <span className="timecode">{spanOf(note, rate)}</span>
        </button>
        {note.kind !== "note" && <b>{KINDS.find(({ value }) => value === note.kind)?.label}</b>}
        <span>{note.who}</span>
        <span className="quiet">
          <Ago at={note.at} />
          {note.edited_at && ", changed"}
        </span>
      </div>
      {writing === "change" ? (
        <Writing label="Change the note" from={note.text} onSay={does.onChange} onLeave={leave} />
      ) : (
        <p className={classes.words}>{note.text || (note.drawing.length > 0 ? "A drawing" : "")}</p>
      )}
      {answers.map((one) => (
        <div key={one.id} className={classes.answer}>
          <span className="quiet">
            {one.who}, <Ago at={one.at} />
          </span>
          <p className={classes.words}>{one.text}</p>
        </div>
      ))}
      {writing === "answer" && <Writing label="Answer" onSay={does.onAnswer} onLeave={leave} />}
      <div className={classes.noteDoes}>
        <button type="button" className={classes.link} onClick={() => setWriting("answer")}>
          Answer
        </button>
        <button type="button" className={classes.link} onClick={does.onResolve}>
          {note.resolved_by ? `Resolved by ${note.resolved_by}, reopen` : "Resolve"}
        </button>
        {!note.guest && (
          <button type="button" className={classes.link} onClick={() => setWriting("change")}>
            Change
          </button>
        )}
        <button type="button" className={classes.link} onClick={does.onRemove}>
          Remove
        </button>
      </div>
    </li>
  );
}

function spanOf(note: Note, told: string): string {
  if (note.start === null) return "whole take";
  const from = timecode(note.start, rate(told));
  return note.end! - note.start > 1 ? `${from} – ${timecode(note.end! - 1, rate(told))}` : from;
}
