/** The picture: one take with its notes and marks, or two to four together. */
import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { Compare, Player, useViewing, useViewings, type Transport } from "~/player";
import { useKeys } from "~/ui/keys";
import { Failure } from "~/ui/page";
import { StateMark } from "~/ui/StateMark";
import type { Note, Whole } from "./asked";
import type { Compose } from "./compose";
import { marksOf } from "./marks";
import { Overlay } from "./Overlay";
import classes from "./Room.module.css";

interface StageProps {
  project: string;
  take: Whole;
  transport: Transport;
  compose: Compose;
  notes: readonly Note[];
  compared: readonly string[];
  setCompared: (takes: string[]) => void;
  chosen: string;
  onChoose: (note: string) => void;
}

const MODES = [
  { value: "side", label: "Side by side" },
  { value: "wipe", label: "Wipe" },
  { value: "difference", label: "Difference" },
] as const;
type Mode = (typeof MODES)[number]["value"];
const MOST = 4;

export function Stage(props: StageProps) {
  const { project, take, transport, compose, notes, compared, chosen, onChoose } = props;
  const viewing = useViewing(project, take.take);
  const marks = useMemo(() => marksOf(take), [take]);
  if (viewing.error) return <Failure error={viewing.error} again={() => void viewing.refetch()} />;
  return (
    <div className={classes.stage}>
      {take.siblings.length > 1 && <Siblings {...props} />}
      {compared.length > 0 ? (
        <Together {...props} marks={marks} />
      ) : (
        <Player
          viewing={viewing.data}
          transport={transport}
          marks={marks}
          label={take.take}
          overlay={(frame) => <Overlay {...{ frame, notes, compose, chosen, onChoose }} />}
          onMark={(mark) => {
            transport.pause();
            transport.seek(mark.frame);
            const note = mark.kind === "note" && notes.find((one) => one.start === mark.frame);
            if (note) onChoose(note.id);
          }}
        />
      )}
    </div>
  );
}

/** The takes of the shot: which are seen together with this one. */
function Siblings({ take, compared, setCompared }: StageProps) {
  return (
    <div className={classes.siblings} role="group" aria-label="Takes of this shot beside it">
      {take.siblings.map((one) => {
        const own = one.take === take.take;
        const on = own || compared.includes(one.take);
        return (
          <button
            key={one.take}
            type="button"
            aria-pressed={on}
            disabled={own || (!on && compared.length + 1 >= MOST)}
            title={own ? "This take" : `${one.take} beside it`}
            onClick={() => setCompared(on ? compared.filter((code) => code !== one.take) : [...compared, one.take])}
          >
            <StateMark state={one.state} />T{String(one.number).padStart(2, "0")}
          </button>
        );
      })}
      <span className="quiet">
        <kbd>v</kbd> beside it
      </span>
    </div>
  );
}

function Together({ project, take, transport, compared, marks }: StageProps & { marks: ReturnType<typeof marksOf> }) {
  const [mode, setMode] = useState<Mode>("side");
  const found = useViewings(project, `shot:${take.shot}`);
  const codes = [take.take, ...compared];
  useKeys("Beside", [
    {
      keys: "shift+v",
      says: "Side by side, wipe, difference",
      run: () => setMode(MODES[(MODES.findIndex(({ value }) => value === mode) + 1) % MODES.length]!.value),
    },
  ]);
  const viewings = codes.flatMap((code) => {
    const viewing = found.data?.find(({ name }) => name === code);
    return viewing ? [{ viewing, label: code }] : [];
  });
  return (
    <>
      <SegmentedControl
        className={classes.mode}
        aria-label="How they are seen together"
        data={[...MODES]}
        value={mode}
        onChange={(to) => setMode(to as Mode)}
      />
      {viewings.length > 1 && <Compare viewings={viewings} mode={mode} transport={transport} marks={marks} />}
    </>
  );
}
