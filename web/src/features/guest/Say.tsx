/** What a guest says of a take: notes at the frame that is seen, what they would decide. */
import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import type { Transport } from "~/player";
import { Ago } from "~/ui/Ago";
import { StateMark } from "~/ui/StateMark";
import { rate, timecode } from "~/ui/time";
import { fail, say } from "~/ui/toast";
import type { Clip, Showing, State } from "./asked";
import classes from "./Guest.module.css";

/** A place on the picture, each 0 to 1. */
export interface Pin {
  x: number;
  y: number;
}

/** A note, and where it stands in what is played; null for one on the whole. */
export interface Noted {
  note: Clip["notes"][number];
  at: number | null;
}

interface SayProps {
  token: string;
  told: Showing;
  clip: Clip;
  name: string;
  transport: Transport;
  /** The frame of the take that is seen, and where that is in what is played. */
  frame: number;
  at: number;
  /** The timecode of the first frame of what is played, in frames. */
  start?: number;
  notes: readonly Noted[];
  pin: Pin | null;
  onPin: (pin: Pin | null) => void;
}

const STATES: { value: State; label: string }[] = [
  { value: "selected", label: "Take it" },
  { value: "maybe", label: "Maybe" },
  { value: "rejected", label: "Not this one" },
];

export function Say({ token, told, clip, name, transport, frame, at, start = 0, notes, pin, onPin }: SayProps) {
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (what: () => Promise<unknown>, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      await what();
      await queries.invalidateQueries();
      say(done);
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const note = async () => {
    const said = { who: name, take: clip.take, text, kind: "note" as const, drawing: [], answers: "" };
    const where = { start: frame, end: frame + 1, x: pin?.x ?? null, y: pin?.y ?? null };
    const params = { path: { token } };
    const body = { ...said, ...where };
    if (await send(() => api.POST("/api/guest/{token}/notes", { params, body }), "Your note is with them.")) {
      setText("");
      onPin(null);
    }
  };
  const suggest = (state: State) =>
    send(
      () =>
        api.POST("/api/guest/{token}/suggestions", {
          params: { path: { token } },
          body: { who: name, take: clip.take, state, text: "" },
        }),
      "Your suggestion is with them; they decide.",
    );
  const own = clip.suggestions.find((one) => one.who === `${name} (guest)`);
  return (
    <aside className={classes.side} aria-label="What you say">
      <h2>
        <span className="code">{clip.take}</span> {clip.title}
      </h2>
      <SegmentedControl
        fullWidth
        size="sm"
        aria-label="What you would decide"
        data={STATES}
        value={own?.state ?? ""}
        disabled={busy}
        onChange={(state) => void suggest(state as State)}
      />
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) void note();
        }}
      >
        <Textarea
          label={`Note at ${timecode(start + at, rate(told.rate))}${pin ? ", pinned" : "; press on the picture to pin it"}`}
          size="sm"
          minRows={2}
          maxLength={4000}
          value={text}
          onFocus={() => transport.pause()}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <Button type="submit" size="sm" loading={busy} disabled={!text.trim()}>
          Note it
        </Button>
      </form>
      <ul className={classes.notes}>
        {notes.map(({ note: one, at: stands }) => (
          <li key={one.id}>
            <button type="button" onClick={() => stands !== null && (transport.pause(), transport.seek(stands))}>
              <span className="timecode">{stands === null ? "whole" : timecode(start + stands, rate(told.rate))}</span>
            </button>{" "}
            {one.who}{" "}
            <span className="quiet">
              <Ago at={one.at} />
              {one.resolved_by && ", resolved"}
            </span>
            <p>{one.text}</p>
          </li>
        ))}
        {clip.suggestions.map((one, place) => (
          <li key={place} className="quiet">
            <StateMark state={one.state} named /> suggests {one.who}, <Ago at={one.at} />
          </li>
        ))}
      </ul>
    </aside>
  );
}
