/** The boxes of what holds a take together and by what it is judged: sound, references, continuity, constraints, standard. */
import { Checkbox, Select } from "@mantine/core";
import type { Card } from "../card";
import { AssetChoice, AssetName } from "./AssetChoice";
import { useComposing } from "./composing";
import { Away, Box, Lines, Own, Quantity, Text, Words } from "./fields";
import classes from "./fields.module.css";
import { Add } from "./Plan";

type Speech = Card["dialogue"][number];
type Criterion = Card["standard"][number];
type Reference = Card["references"][number];

const CHANGED = <T,>(list: T[], at: number, said: Partial<T>): T[] =>
  list.map((one, place) => (place === at ? { ...one, ...said } : one));
const WITHOUT = <T,>(list: T[], at: number): T[] => list.filter((_, place) => place !== at);

export function AudioBox() {
  const { card, set } = useComposing();
  const change = (at: number, said: Partial<Speech>) => set({ dialogue: CHANGED(card.dialogue, at, said) });
  const silent = { text: "", delivery: "", language: "en", on_screen: true, treatment: "none" as const, at: null };
  return (
    <Box name="audio">
      <div className={classes.rows}>
        {card.dialogue.map((speech, at) => (
          <div key={at} className={classes.row} style={{ gridTemplateColumns: "1fr 2.4fr 1fr 0.9fr 80px auto auto" }}>
            <AssetChoice
              label="Who"
              only="CH-"
              value={speech.speaker}
              onChange={(speaker) => speaker && change(at, { speaker })}
            />
            <Text label="Says" lines value={speech.text} onChange={(text) => change(at, { text })} />
            <Text label="How" value={speech.delivery} onChange={(delivery) => change(at, { delivery })} />
            <Words
              field="treatment"
              label="Through"
              value={speech.treatment}
              onChange={(treatment) => change(at, { treatment: treatment as Speech["treatment"] })}
            />
            <Quantity
              label="At"
              value={speech.at}
              onChange={(second) => change(at, { at: second })}
              min={0}
              step={0.5}
              suffix=" s"
            />
            <Checkbox
              label="Seen"
              mb={6}
              checked={speech.on_screen}
              onChange={(event) => change(at, { on_screen: event.currentTarget.checked })}
            />
            <Away says="Take the line out" run={() => set({ dialogue: WITHOUT(card.dialogue, at) })} />
          </div>
        ))}
      </div>
      <AssetChoice
        label=""
        only="CH-"
        placeholder="@ Add a line of"
        value=""
        span={2}
        onChange={(speaker) => speaker && set({ dialogue: [...card.dialogue, { speaker, ...silent }] })}
      />
      <Own name="music" label="Music" span={4} />
      <Lines label="Ambience" values={card.ambience} onChange={(ambience) => set({ ambience })} />
      <Lines
        label="Effects"
        placeholder="One a line; with @ 2.5 behind it, at that second"
        values={card.effects.map(({ name, at }) => (at == null ? name : `${name} @ ${at}`))}
        onChange={(said) => set({ effects: said.map(effect) })}
      />
    </Box>
  );
}

function effect(line: string): Card["effects"][number] {
  const found = /^(.*?)\s*@\s*(\d+(?:\.\d+)?)$/.exec(line);
  return found ? { name: found[1]!, at: Number(found[2]) } : { name: line, at: null };
}

const ROLE_OF: Record<string, Reference["role"]> = {
  LO: "place",
  PR: "prop",
  WA: "wardrobe",
  LK: "style",
  VO: "voice",
};

export function ReferencesBox({ aside }: { aside: React.ReactNode }) {
  const { card, set } = useComposing();
  const keep = (list: Reference[]) => set({ references: list.map((one, priority) => ({ ...one, priority })) });
  const swap = (at: number) => {
    const list = [...card.references];
    [list[at - 1], list[at]] = [list[at]!, list[at - 1]!];
    keep(list);
  };
  return (
    <Box name="references" says="what each controls; the first goes first" aside={aside}>
      <div className={classes.rows}>
        {card.references.map((one, at) => (
          <div
            key={at}
            className={classes.row}
            style={{ gridTemplateColumns: "1fr 180px 56px auto", alignItems: "center" }}
          >
            <AssetName id={one.asset} />
            <Words
              field="role"
              label={`What ${one.asset} controls`}
              hidden
              value={one.role}
              onChange={(role) => keep(CHANGED(card.references, at, { role: role as Reference["role"] }))}
            />
            {at > 0 ? <Add says="Up" run={() => swap(at)} /> : <span />}
            <Away says={`Take ${one.asset} out`} run={() => keep(WITHOUT(card.references, at))} />
          </div>
        ))}
      </div>
      <AssetChoice
        label=""
        placeholder="@ Add a reference"
        value=""
        span={3}
        onChange={(asset) =>
          asset && keep([...card.references, { asset, role: ROLE_OF[asset.slice(0, 2)] ?? "identity", priority: 0 }])
        }
      />
      <Own name="start_frame" label="First frame shows" span={6} lines placeholder="only where it guides the start" />
      <Own name="end_frame" label="Last frame shows" span={6} lines placeholder="only where it guides the end" />
    </Box>
  );
}

export function ContinuityBox() {
  const { card, set } = useComposing();
  return (
    <Box name="continuity">
      <Own name="continuity_in" label="From the shot before" span={3} lines />
      <Own name="continuity_out" label="For the next shot" span={3} lines />
      <Words
        field="direction"
        label="Screen direction"
        value={card.direction}
        onChange={(direction) => set({ direction: direction as Card["direction"] })}
        span={2}
      />
      <Own name="eyeline" label="Eyeline" span={4} />
    </Box>
  );
}

export function ConstraintsBox() {
  const { card, set } = useComposing();
  return (
    <Box name="constraints">
      <Lines label="Must not be seen or heard" values={card.negatives} onChange={(negatives) => set({ negatives })} />
      <Lines
        label="A new take is forced when"
        values={card.regenerate_if}
        onChange={(regenerate_if) => set({ regenerate_if })}
      />
    </Box>
  );
}

export function StandardBox() {
  const { card, set, words } = useComposing();
  const change = (at: number, said: Partial<Criterion>) => set({ standard: CHANGED(card.standard, at, said) });
  return (
    <Box name="standard" says="what a stranger could say yes or no to; at least one fixed thing">
      <div className={classes.rows}>
        {card.standard.map((one, at) => (
          <div key={at} className={classes.row} style={{ gridTemplateColumns: "22px 1fr 210px auto" }}>
            <span className="quiet" style={{ paddingBottom: 6 }}>
              {at + 1}
            </span>
            <Text
              label=""
              value={one.text}
              onChange={(text) => change(at, { text })}
              placeholder="Wren crosses left to right"
            />
            <Select
              aria-label={`How criterion ${at + 1} is judged`}
              placeholder="Judged by eye"
              data={words.checks.map(({ id, title }) => ({ value: id, label: title }))}
              value={one.check || null}
              onChange={(check) => change(at, { check: check ?? "" })}
              clearable
            />
            <Away says={`Take criterion ${at + 1} out`} run={() => set({ standard: WITHOUT(card.standard, at) })} />
          </div>
        ))}
      </div>
      <Add
        says="Add a criterion"
        run={() => set({ standard: [...card.standard, { text: "", check: "", parameters: {} }] })}
      />
    </Box>
  );
}
