import { Button } from "@mantine/core";
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { again as ask, WORDS, wordsOf, type Edits, type Whole, type Words } from "./asked";
import { Profile } from "./Profile";
import { Row, type Told } from "./Row";
import classes from "./WordsForm.module.css";

const TOLD: Record<string, Told> = {
  name: { label: "Name", says: "" },
  description: { label: "Description", says: "Who or what it is, as somebody who never saw it must be told" },
  locked: { label: "Locked", says: "What may never change from shot to shot" },
  may_vary: { label: "May vary", says: "What a shot may choose" },
  negatives: { label: "Never", says: "What must not be seen" },
  source: { label: "Source", says: "Where it comes from, and whose it is" },
};

/** What an asset says: every shot pulls these words, so they are said once. */
export function WordsForm({ whole, edits }: { whole: Whole; edits: Edits }) {
  const queries = useQueryClient();
  const again = () => ask(queries);
  const theirs = wordsOf(whole);
  const { version } = whole.glance;
  const names = [...WORDS, ...whole.fields.map(({ name }) => name)];
  const [mine, setMine] = useState<{ words: Words; before: Words; seen: number }>();
  const { words, before, seen } = mine ?? { words: theirs, before: theirs, seen: version };
  const changed = names.filter((name) => words[name] !== before[name]);
  const overtaken = changed.length > 0 && seen !== version;
  const say = (name: string, text: string) => {
    const from = changed.length > 0 ? { before, seen } : { before: theirs, seen: version };
    setMine({ ...from, words: { ...words, [name]: text } });
  };
  const drop = () => setMine(undefined);
  const save = () => void edits.say(words, before, seen).then(drop, again);
  const merge = () => {
    const own = Object.fromEntries(changed.map((name) => [name, words[name] ?? ""]));
    setMine({ words: { ...theirs, ...own }, before: theirs, seen: version });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && changed.length > 0) save();
    if (event.key === "Escape") drop();
  };
  return (
    <form
      className={classes.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {WORDS.map((name) => (
        <Row key={name} name={name} {...TOLD[name]!} value={words[name]} changed={changed.includes(name)} say={say} />
      ))}
      {whole.glance.colours.length > 0 && (
        <div className={classes.row}>
          <span className={classes.label}>Colours</span>
          <span className={classes.colours}>
            {whole.glance.colours.map(({ name, css }) => (
              <span key={name}>
                <i style={{ background: css }} /> {name}
              </span>
            ))}
          </span>
        </div>
      )}
      {whole.wardrobe.length > 0 && <Wardrobe whole={whole} />}
      <Profile whole={whole} words={words} changed={changed} say={say} />
      {overtaken && (
        <div className={classes.save} role="alert">
          <span>
            Somebody saved version {version} while you wrote:{" "}
            {names
              .filter((name) => theirs[name] !== before[name])
              .map((name) => `${(TOLD[name]?.label ?? name).toLowerCase()} is now "${theirs[name]}"`)
              .join(", ")}
          </span>
          <Button onClick={merge}>Mine on top of it</Button>
          <Button variant="default" onClick={drop}>
            Take theirs
          </Button>
        </div>
      )}
      {changed.length > 0 && !overtaken && (
        <div className={classes.save}>
          <Button type="submit" title="Ctrl Enter">
            Save as version {version + 1}
          </Button>
          <Button variant="default" onClick={drop}>
            Put back
          </Button>
          <span className="quiet">{consequence(whole)}</span>
        </div>
      )}
    </form>
  );
}

/** What saving does to what was made from these words. */
function consequence({ glance, sheet }: Whole): string {
  const made = sheet.filter(({ take, fresh }) => take && fresh).length;
  const parts = [
    glance.takes > glance.stale && `${glance.takes - glance.stale} takes become stale`,
    made > 0 && `${made} views of its sheet too`,
    glance.state === "approved" && "it is a draft until it is approved again",
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(", ")}.` : "Nothing was made from it yet.";
}

function Wardrobe({ whole }: { whole: Whole }) {
  return (
    <div className={classes.row}>
      <span className={classes.label}>Worn in shots</span>
      <ul className={classes.states}>
        {whole.wardrobe.map(({ state, shots }) => (
          <li key={state}>
            {state} <span className="quiet">{shots.length > 3 ? `${shots.length} shots` : shots.join(" ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
