/** One take before a guest: the picture, what they say of it, what they would decide. */
import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import { Player, useFrame, useTransport, type Mark } from "~/player";
import { Ago } from "~/ui/Ago";
import { Failure } from "~/ui/page";
import { StateMark } from "~/ui/StateMark";
import { rate, timecode } from "~/ui/time";
import { fail, say } from "~/ui/toast";
import { useClip, type Clip, type Showing, type State } from "./asked";
import classes from "./Guest.module.css";
import { Watermark } from "./Watermark";

interface ScreenProps {
  token: string;
  told: Showing;
  clip: Clip;
  name: string;
}

const STATES: { value: State; label: string }[] = [
  { value: "selected", label: "Take it" },
  { value: "maybe", label: "Maybe" },
  { value: "rejected", label: "Not this one" },
];

export function Screen({ token, told, clip, name }: ScreenProps) {
  const viewing = useClip(token, clip.take);
  const transport = useTransport();
  const frame = useFrame(transport);
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [pin, setPin] = useState<{ x: number; y: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const isPart = clip.start > 0 || clip.end < clip.frames;
  const range = isPart ? { in: clip.start, out: clip.end } : undefined;
  const marks: Mark[] = clip.notes
    .filter((note) => note.start !== null)
    .map((note) => ({ frame: note.start!, kind: "note", label: `${note.who}: ${note.text}` }));
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
      setPin(null);
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
  if (viewing.error) return <Failure error={viewing.error} again={() => void viewing.refetch()} />;
  return (
    <div className={classes.screen}>
      <div className={classes.picture}>
        <Player
          viewing={viewing.data}
          transport={transport}
          marks={marks}
          label={clip.take}
          range={range}
          overlay={(now) => (
            <div
              className={classes.overlay}
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => {
                const bounds = event.currentTarget.getBoundingClientRect();
                transport.pause();
                setPin({
                  x: (event.clientX - bounds.left) / bounds.width,
                  y: (event.clientY - bounds.top) / bounds.height,
                });
              }}
            >
              {told.watermark && <Watermark name={name} />}
              {clip.notes
                .filter((one) => one.x !== null && one.start === now)
                .map((one) => (
                  <span
                    key={one.id}
                    className={classes.pin}
                    style={{ left: `${one.x! * 100}%`, top: `${one.y! * 100}%` }}
                  />
                ))}
              {pin && (
                <span className={classes.pin} data-own style={{ left: `${pin.x * 100}%`, top: `${pin.y * 100}%` }} />
              )}
            </div>
          )}
        />
      </div>
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
            label={`Note at ${timecode(frame, rate(told.rate))}${pin ? ", pinned" : "; press on the picture to pin it"}`}
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
          {clip.notes.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                onClick={() => one.start !== null && (transport.pause(), transport.seek(one.start))}
              >
                <span className="timecode">{one.start === null ? "whole" : timecode(one.start, rate(told.rate))}</span>
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
    </div>
  );
}
