/** The note that is being written: words, kind, pin and strokes. */
import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useState } from "react";
import { rate, timecode } from "~/ui/time";
import type { Whole } from "./asked";
import { COLOURS, INKS, KINDS, said, type Compose, type Composing, type Kind } from "./compose";
import classes from "./Side.module.css";
import type { Notes } from "./useNotes";

const HANDS: { value: Composing["hand"]; label: string }[] = [
  { value: "pin", label: "Pin" },
  { value: "pen", label: "Pen" },
  { value: "arrow", label: "Arrow" },
  { value: "box", label: "Box" },
];

export function ComposeNote({ take, compose, notes }: { take: Whole; compose: Compose; notes: Notes }) {
  const [busy, setBusy] = useState(false);
  const now = compose.now!;
  const note = said(now);
  const send = async () => {
    if (!note || busy) return;
    setBusy(true);
    try {
      await notes.add(take.take, note);
      compose.end();
    } catch {
      // What went wrong was told; the note stays to be sent again.
    } finally {
      setBusy(false);
    }
  };
  const span = now.end - now.start > 1 ? ` – ${timecode(now.end - 1, rate(take.rate))}` : "";
  return (
    <form
      className={classes.compose}
      aria-label="New note"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <span className="timecode">
        {timecode(now.start, rate(take.rate))}
        {span}
        {now.pin && ", pinned"}
        {now.strokes.length > 0 && `, ${now.strokes.length} strokes`}
      </span>
      <Textarea
        aria-label="Note"
        placeholder="What is to be seen here (Enter sends, Escape leaves)"
        autoFocus
        maxRows={8}
        maxLength={4000}
        value={now.text}
        onChange={(event) => compose.change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Escape") compose.end();
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          event.currentTarget.blur();
          void send();
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label="Kind"
        data={KINDS}
        value={now.kind}
        onChange={(kind) => compose.change({ kind: kind as Kind })}
      />
      <div className={classes.row}>
        <SegmentedControl
          size="xs"
          aria-label="Over the picture"
          data={HANDS}
          value={now.hand}
          onChange={(hand) => compose.change({ hand: hand as Composing["hand"] })}
        />
        {now.hand !== "pin" &&
          COLOURS.map((colour) => (
            <button
              key={colour}
              type="button"
              className={classes.ink}
              style={{ background: INKS[colour] }}
              aria-label={colour}
              aria-pressed={now.colour === colour}
              onClick={() => compose.change({ colour })}
            />
          ))}
      </div>
      <div className={classes.row}>
        <Button type="submit" disabled={!note} loading={busy}>
          Note it
        </Button>
        {now.strokes.length > 0 && (
          <Button variant="default" onClick={() => compose.change({ strokes: now.strokes.slice(0, -1) })}>
            Without the last stroke
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={compose.end}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
