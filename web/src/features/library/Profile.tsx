/** What is easily forgotten of an asset, by its kind: open where somebody wrote of it, else one line that offers it. */
import { useState } from "react";
import type { Whole, Words } from "./asked";
import { Row } from "./Row";
import classes from "./WordsForm.module.css";

interface Props {
  whole: Whole;
  words: Words;
  changed: readonly string[];
  say: (name: string, text: string) => void;
}

const LIKE: Record<string, string> = {
  identity: "Who this is, in words that hold in any costume",
  wardrobe: "What is worn where a card does not say",
  performance: "How it is played: pace, temper, habits",
  "age range": "Late thirties",
  face: "Long, a scar through the left brow",
  hair: "Short, black, wet or dry",
  body: "Slight, narrow shoulders",
  posture: "Leans in, weight on the left foot",
  "expression range": "Wary to amused; never laughs",
  layout: "Door left, counter across, window behind",
  era: "1978",
  weather: "Rain at night, dry by day",
  "practical lights": "Green desk lamp, neon through the glass",
  angles: "From the door; over the counter; never the ceiling",
  shape: "Flat, rounded corners",
  scale: "Fits a palm",
  wear: "Cracked from corner to corner",
  position: "Left of the deck until S02-SH05",
  "story function": "The cargo that turns into a warning",
};
/** Where a new group of a character's fields begins. */
const GROUPS = new Set(["wardrobe", "performance"]);

export function Profile({ whole, words, changed, say }: Props) {
  const [open, setOpen] = useState(false);
  const { fields } = whole;
  const said = fields.some(({ name }) => words[name]);
  if (fields.length === 0) return null;
  if (!open && !said) {
    return (
      <button type="button" className={classes.more} aria-expanded={false} onClick={() => setOpen(true)}>
        Profile: {fields.map(({ name }) => name).join(", ")}
      </button>
    );
  }
  return (
    <fieldset className={classes.profile}>
      <legend>Profile</legend>
      {fields.map(({ name, spoken }) => (
        <div key={name} className={classes.field} data-group={GROUPS.has(name) || undefined}>
          <Row
            name={name}
            label={capital(name)}
            says={LIKE[name] ?? ""}
            value={words[name]}
            changed={changed.includes(name)}
            say={say}
          />
          {!spoken && (
            <span className={classes.aside} title="For people to judge by; no prompt says it">
              not in prompts
            </span>
          )}
        </div>
      ))}
    </fieldset>
  );
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
