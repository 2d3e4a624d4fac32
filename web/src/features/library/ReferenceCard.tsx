import { ActionIcon, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { seconds } from "~/ui/time";
import type { Edits, Reference } from "./asked";
import classes from "./References.module.css";

interface Props {
  one: Reference;
  picture: string;
  roles: Reference["role"][];
  views: string[];
  edits: Edits;
  open: () => void;
  earlier: (() => void) | undefined;
  later: (() => void) | undefined;
}

/** A reference: what it is for, what it shows, what speaks against it, and where it stands in the order. */
export function ReferenceCard({ one, picture, roles, views, edits, open, earlier, later }: Props) {
  const [note, setNote] = useState(one.note);
  const tell = (said: Partial<Pick<Reference, "role" | "view" | "note">>) =>
    void edits.tell(one, { role: one.role, view: one.view, note: one.note, ...said }).catch(() => undefined);
  const shows = [...new Set([...views, one.view])].filter(Boolean);
  return (
    <li className={classes.card}>
      <button type="button" className={classes.thumb} onClick={open} aria-label={`Look at ${one.name}`}>
        {picture ? <img src={picture} alt="" loading="lazy" /> : <span>Sound</span>}
        {one.seconds !== null && <span className={classes.length}>{seconds(one.seconds)}</span>}
      </button>
      <div className={classes.told}>
        <span className={classes.called} title={one.name}>
          {one.name}
        </span>
        <div className={classes.roles}>
          <Select
            aria-label="What it is for"
            data={roles.map((role) => ({ value: role, label: `for ${role.replace("_", " ")}` }))}
            value={one.role}
            allowDeselect={false}
            onChange={(role) => role && tell({ role: role as Reference["role"] })}
          />
          {one.medium === "image" && (
            <Select
              aria-label="What it shows"
              data={shows.map((view) => ({ value: view, label: view.toLowerCase().replaceAll("-", " ") }))}
              value={one.view}
              searchable
              allowDeselect={false}
              onChange={(view) => view && tell({ view })}
            />
          )}
        </div>
        <TextInput
          aria-label="A word on it"
          placeholder="What to take from it"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onBlur={() => note !== one.note && tell({ note })}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
        {one.doubts.map((doubt) => (
          <p key={doubt} className={classes.doubt}>
            {doubt}
          </p>
        ))}
        {one.aside.Artist && <p className="quiet">By {one.aside.Artist}, says the file</p>}
      </div>
      <div className={classes.moves}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${one.name} up`}
          onClick={earlier}
          disabled={!earlier}
        >
          ↑
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${one.name} down`}
          onClick={later}
          disabled={!later}
        >
          ↓
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Remove ${one.name}`}
          onClick={() => void edits.remove(one).catch(() => undefined)}
        >
          ×
        </ActionIcon>
      </div>
    </li>
  );
}
