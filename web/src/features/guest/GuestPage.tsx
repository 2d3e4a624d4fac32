/** A review for a guest: one page by a link, without an account; notes and suggestions, no verdicts. */
import { Button, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { KeysHint } from "./KeysHint";
import { Answer, Loading } from "~/ui/page";
import { StateMark } from "~/ui/StateMark";
import { exact } from "~/ui/time";
import { Toasts } from "~/ui/toast";
import { useKeys } from "~/ui/keys";
import { useShowing, type Showing } from "./asked";
import classes from "./Guest.module.css";
import { useName } from "./name";
import { Reel } from "./Reel";
import { Screen } from "./Screen";

export function Component() {
  const { token = "" } = useParams();
  const showing = useShowing(token);
  const [name, setName] = useName();
  return (
    <main className={classes.page} id="content">
      <Answer of={showing} loading={<Loading rows={6} height={60} />}>
        {(told) => (name ? <Review {...{ token, told, name, setName }} /> : <Who told={told} onName={setName} />)}
      </Answer>
      <Toasts floating />
    </main>
  );
}

function Who({ told, onName }: { told: Showing; onName: (name: string) => void }) {
  const [name, setName] = useState("");
  useTitle(told);
  return (
    <form
      className={classes.who}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onName(name);
      }}
    >
      <h1>{told.title}</h1>
      <p className="quiet">
        {told.production}: {whatOf(told)}, sent by {told.who}, open until {exact(told.expires_at)}. You can note and
        suggest; nothing is decided here.
      </p>
      <TextInput
        label="Your name, which stands with what you say"
        size="md"
        autoFocus
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="md" disabled={!name.trim()}>
        Look
      </Button>
    </form>
  );
}

function whatOf({ cut, clips }: Showing): string {
  if (cut !== null) return `cut ${cut}`;
  return `${clips.length} ${clips.length === 1 ? "take" : "takes"}`;
}

interface ReviewProps {
  token: string;
  told: Showing;
  name: string;
  setName: (name: string) => void;
}

function Review({ token, told, name, setName }: ReviewProps) {
  const [at, setAt] = useState(0);
  const clip = told.clips[Math.min(at, told.clips.length - 1)]!;
  const isCut = told.cut !== null;
  const go = (by: number) => setAt(Math.max(0, Math.min(told.clips.length - 1, at + by)));
  useTitle(told);
  useKeys(
    "Review",
    [
      { keys: "ArrowDown n", says: "The next take", run: () => go(1) },
      { keys: "ArrowUp", says: "The take before", run: () => go(-1) },
    ],
    !isCut,
  );
  return (
    <>
      <header className={classes.header}>
        <h1>{told.title}</h1>
        <span className="quiet">{told.production}</span>
        <KeysHint isCut={isCut} />
        <span className={classes.name}>
          {name}{" "}
          <button type="button" onClick={() => setName("")}>
            not you?
          </button>
        </span>
      </header>
      <div className={classes.body}>
        {!isCut && told.clips.length > 1 && (
          <nav className={classes.clips} aria-label="Takes">
            {told.clips.map((one, place) => (
              <button
                key={`${one.take} ${place}`}
                type="button"
                aria-current={place === at || undefined}
                onClick={() => setAt(place)}
              >
                <img src={one.poster} alt="" />
                <span className="code">{one.take}</span>
                <span className={classes.said}>
                  {one.suggestions[0] && <StateMark state={one.suggestions[0].state} />}
                  {one.notes.length > 0 && `${one.notes.length} notes`}
                </span>
              </button>
            ))}
          </nav>
        )}
        {isCut ? (
          <Reel {...{ token, told, name }} />
        ) : (
          <Screen key={`${clip.take} ${at}`} {...{ token, told, clip, name }} />
        )}
      </div>
    </>
  );
}

function useTitle(told: Showing): void {
  useEffect(() => {
    document.title = `${told.title} · ${told.production}`;
  }, [told]);
}
