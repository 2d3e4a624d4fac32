/** The fields that boxes are made of. */
import { ActionIcon, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { BOXES, boxOf, useComposing, type BoxName } from "./composing";
import classes from "./fields.module.css";
import type { Card } from "./draft";

interface BoxProps {
  name: BoxName;
  says?: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A box of the card, with what is doubtful of it. */
export function Box({ name, says, aside, children }: BoxProps) {
  const { doubts } = useComposing();
  const own = doubts.filter((doubt) => boxOf(doubt) === name);
  return (
    <section className={classes.box} id={`box-${name}`} aria-labelledby={`head-${name}`}>
      <header>
        <h2 id={`head-${name}`}>{BOXES[name]}</h2>
        {says && <span className="quiet">{says}</span>}
        {aside && <span className={classes.aside}>{aside}</span>}
      </header>
      <div className={classes.fields}>{children}</div>
      {own.map(({ saw, remedy, risk }) => (
        <p key={saw} className={classes.doubt} data-risk={risk || undefined}>
          <b>{risk ? "Risk" : "Doubt"}</b> {saw}: {remedy}
        </p>
      ))}
    </section>
  );
}

type TextName = { [Name in keyof Card]-?: Card[Name] extends string ? Name : never }[keyof Card];

/** A text of the card itself. */
export function Own(props: { name: TextName; label: string; lines?: boolean; span?: number; placeholder?: string }) {
  const { card, set } = useComposing();
  const { name, ...rest } = props;
  return <Text {...rest} value={card[name] as string} onChange={(value) => set({ [name]: value })} />;
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  lines?: boolean | undefined;
  span?: number | undefined;
  placeholder?: string | undefined;
}

export function Text({ label, value, onChange, lines, span = 1, placeholder }: TextProps) {
  const said = { label, value, placeholder: placeholder ?? "" };
  const style = { gridColumn: `span ${span}` };
  return lines ? (
    <Textarea {...said} style={style} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...said} style={style} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

const EXPLAINED = ["size", "framing", "height", "angle", "side", "movement"];

interface WordsProps {
  field: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  span?: number;
  /** Whether the label is only heard. */
  hidden?: boolean;
}

/** A closed word; `other` wants words of one's own. */
export function Words({ field, label, value, onChange, span = 1, hidden }: WordsProps) {
  const { words, card, set } = useComposing();
  const known = words.fields[field] ?? [];
  const says = new Map(known.map((word) => [word.value, word.says]));
  return (
    <div style={{ gridColumn: `span ${span}` }}>
      <Select
        label={hidden ? undefined : label}
        aria-label={label}
        data={known.map((word) => ({ value: word.value, label: word.name }))}
        value={value}
        allowDeselect={false}
        onChange={(chosen) => {
          if (chosen === "other" && EXPLAINED.includes(field)) {
            set({ other: { ...card.other, [field]: card.other?.[field] || "as described" } });
          }
          if (chosen) onChange(chosen);
        }}
        comboboxProps={{ width: "max-content", position: "bottom-start" }}
        renderOption={({ option }) => (
          <span>
            {option.label} {says.get(option.value) && <span className="quiet"> {says.get(option.value)}</span>}
          </span>
        )}
      />
      {value === "other" && EXPLAINED.includes(field) && (
        <TextInput
          mt={4}
          aria-label={`${label} in words`}
          value={card.other?.[field] ?? ""}
          onChange={(event) => set({ other: { ...card.other, [field]: event.currentTarget.value } })}
        />
      )}
    </div>
  );
}

interface NumberProps {
  label: string;
  value: number | null | undefined;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  suffix?: string;
}

export function Quantity({ label, value, onChange, min, max, step = 1, suffix = "" }: NumberProps) {
  return (
    <NumberInput
      label={label}
      value={value ?? ""}
      onChange={(said) => onChange(typeof said === "number" ? said : null)}
      step={step}
      suffix={suffix}
      clampBehavior="blur"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
    />
  );
}

/** Texts one under the other; what is typed is kept as it stands as long as it says the same. */
export function Lines({ label, values, onChange, placeholder }: LinesProps) {
  const [typed, setTyped] = useState("");
  const told = values.join("\n");
  return (
    <Textarea
      label={label}
      placeholder={placeholder ?? "One a line"}
      style={{ gridColumn: "1 / -1" }}
      value={linesOf(typed).join("\n") === told ? typed : told}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(linesOf(event.currentTarget.value));
      }}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean);
}

interface LinesProps {
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
}

/** Takes a row of a list away. */
export function Away({ says, run }: { says: string; run: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={says} title={says} onClick={run}>
      ×
    </ActionIcon>
  );
}
