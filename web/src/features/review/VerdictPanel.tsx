/** The verdict: one key a state, and what there is to say with it. */
import { Button, Textarea } from "@mantine/core";
import type { RefObject } from "react";
import { StateMark } from "~/ui/StateMark";
import { told } from "./approval";
import type { State, Whole } from "./asked";
import { differs, namesAChange, WORDS, type Draft, type Word } from "./draft";
import classes from "./VerdictPanel.module.css";

export const GIVEN: { state: State; key: string; label: string }[] = [
  { state: "rejected", key: "1", label: "Reject" },
  { state: "maybe", key: "2", label: "Maybe" },
  { state: "selected", key: "3", label: "Select" },
  { state: "approved", key: "4", label: "Approve" },
];

interface VerdictPanelProps {
  take: Whole;
  draft: Draft;
  panel: RefObject<HTMLDivElement | null>;
  onWord: (word: Word, text: string) => void;
  onGive: (state: State) => void;
  /** The words are to be kept with the verdict that stands. */
  onKeep: () => void;
  onOrder: () => void;
}

export function VerdictPanel({ take, draft, panel, onWord, onGive, onKeep, onOrder }: VerdictPanelProps) {
  const stands = take.verdict;
  const own = stands?.by === "person" ? stands : null;
  const open = own !== null && (own.state === "rejected" || own.state === "maybe");
  const change = namesAChange(draft.words.next_action);
  const approval = told(take.approval);
  return (
    <div className={classes.panel} ref={panel}>
      <div className={classes.words}>
        {WORDS.map(({ name, label, key }) => (
          <Textarea
            key={name}
            data-word={name}
            label={
              <>
                {label} <kbd>{key}</kbd>
              </>
            }
            aria-label={label}
            maxRows={4}
            maxLength={2000}
            value={draft.words[name]}
            onChange={(event) => onWord(name, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
              if (event.key !== "Enter" || event.shiftKey) return;
              event.preventDefault();
              event.currentTarget.blur();
              onKeep();
            }}
          />
        ))}
      </div>
      <div className={classes.stands} role="status">
        {stands ? (
          <>
            <StateMark state={stands.state} named />
            <span className="quiet">{own ? own.who : `rule “${stands.who}”, nobody has looked`}</span>
          </>
        ) : (
          <StateMark state="unreviewed" named />
        )}
        {open && !change && !own.failed && <span className={classes.wants}>needs what failed, or a change</span>}
        {own && differs(draft, take) && <span className={classes.wants}>Enter keeps what you changed</span>}
        {open && change && (
          <Button size="compact-xs" variant="default" className={classes.order} onClick={onOrder}>
            Send back <kbd>shift r</kbd>
          </Button>
        )}
      </div>
      {approval && (
        <p className={classes.approval} data-held={take.approval.bar !== "" || undefined} id="approval">
          {approval}
        </p>
      )}
      <div className={classes.give} role="group" aria-label="Verdict">
        {GIVEN.map(({ state, key, label }) => (
          <button
            key={state}
            type="button"
            data-state={state}
            aria-pressed={own?.state === state}
            aria-describedby={state === "approved" && approval ? "approval" : undefined}
            onClick={() => onGive(state)}
          >
            <StateMark state={state} />
            <b>{label}</b>
            <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      {take.suggestions.length > 0 && (
        <ul className={classes.guests} aria-label="What guests suggest">
          {take.suggestions.map((one, place) => (
            <li key={place}>
              <StateMark state={one.state} named /> suggests {one.who}
              {one.text && `: ${one.text}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
