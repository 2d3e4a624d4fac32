/** Two to four takes looked at together: side by side in step, wiped, or as their difference. */
import { useMemo, useState } from "react";
import classes from "./Compare.module.css";
import { Controls } from "./Controls";
import { WHOLE } from "./fit";
import type { Footage } from "./footage";
import { Picture } from "./Picture";
import { Timeline } from "./Timeline";
import type { Transport } from "./transport";
import { useFootage, useRunning } from "./useFootage";
import { usePlayerKeys } from "./usePlayerKeys";
import { useTransport } from "./useTransport";
import type { Mark, Viewing } from "./viewing";
import { Waiting } from "./Waiting";

export interface CompareProps {
  /** Two to four; wipe and difference take the first two. */
  viewings: readonly { viewing: Viewing | undefined; label: string }[];
  mode: "side" | "wipe" | "difference";
  transport?: Transport;
  marks?: readonly Mark[];
  keys?: boolean;
}

const NO_MARKS: readonly Mark[] = [];

export function Compare({ viewings, mode, marks = NO_MARKS, keys = true, ...props }: CompareProps) {
  const own = useTransport();
  const transport = props.transport ?? own;
  const [zoom, setZoom] = useState(WHOLE);
  const shown = mode === "side" ? viewings : viewings.slice(0, 2);
  const [first, second, third, fourth] = shown;
  const a = useFootage(first?.viewing);
  const b = useFootage(second?.viewing);
  const c = useFootage(third?.viewing);
  const d = useFootage(fourth?.viewing);
  const layers = useMemo(() => [a, b, c, d].filter((one): one is Footage => one !== null), [a, b, c, d]);
  useRunning(layers, transport);
  usePlayerKeys({ transport, marks, zoom, onZoom: setZoom }, keys);
  const footages = [a, b, c, d];
  const pictures =
    mode === "side"
      ? footages.slice(0, shown.length).map((one) => (one ? [one] : []))
      : [layers].slice(0, shown.length);
  const isThere = mode === "side" || layers.length === 2;
  return (
    <section className={classes.compare} aria-label={shown.map((one) => one.label).join(", ")}>
      <div className={classes.pictures} data-count={pictures.length}>
        {pictures.map((own, place) => (
          <div key={shown[place]!.label} className={classes.one}>
            {isThere && own.length > 0 && (
              <Side {...{ layers: own, transport, mode, zoom, onZoom: setZoom, label: shown[place]!.label }} />
            )}
            <Waiting viewing={shown[place]!.viewing} footage={footages[place] ?? null} />
            <span className={classes.label}>{shown[place]!.label}</span>
            {mode !== "side" && <span className={classes.other}>{names(mode, second?.label)}</span>}
          </div>
        ))}
      </div>
      <Timeline
        transport={transport}
        viewing={first?.viewing}
        marks={marks}
        start={first?.viewing?.start ?? 0}
        slim={false}
      />
      <Controls
        transport={transport}
        start={first?.viewing?.start ?? 0}
        zoom={zoom}
        onZoom={setZoom}
        hasSound={Boolean(first?.viewing?.waveform)}
      />
    </section>
  );
}

function names(mode: "wipe" | "difference", label = ""): string {
  return mode === "difference" ? `− ${label}, 4 times as bright` : label;
}

type SideProps = Omit<React.ComponentProps<typeof Picture>, "mode"> & { mode: CompareProps["mode"] };

/** One picture; its layers keep their identity while they are the same. */
function Side({ layers, mode, ...rest }: SideProps) {
  const [first, second] = layers;
  const same = useMemo(() => [first, second].filter((one): one is Footage => Boolean(one)), [first, second]);
  return <Picture {...rest} layers={same} mode={mode === "side" ? "single" : mode} />;
}
