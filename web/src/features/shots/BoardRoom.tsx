/** The board itself: only what is in sight is drawn, however many shots there are. */
import { Button } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { seconds } from "~/ui/time";
import classes from "./BoardRoom.module.css";
import { money } from "~/ui/money";
import { usePlace } from "~/ui/place";
import { fit, heightOf, rows, type Fit, type Row } from "./rows";
import type { Section } from "./sections";
import { ShotCard } from "./ShotCard";
import { COLUMNS, ShotLine } from "./ShotLine";
import line from "./ShotLine.module.css";
import { ShotStrip } from "./ShotStrip";
import strip from "./ShotStrip.module.css";
import type { Board, Shot, Shown } from "./useBoard";

interface Props {
  board: Board;
  view: Shown;
  cursor: string;
  chosen: ReadonlySet<string>;
  insert: (scene: string) => void;
  /** Told how many cards stand side by side, for the arrow keys. */
  onFit: (columns: number) => void;
}

const NUMBERS = ["Takes", "Length", "Cost"];
const DRAWN = { grid: ShotCard, list: ShotLine, strip: ShotStrip };

export function BoardRoom({ board, view, cursor, chosen, insert, onFit }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const begun = usePlace(scroller, "board");
  const cards = useFit(scroller);
  const all = useMemo(() => rows(board.parts, view, cards.columns), [board.parts, view, cards.columns]);
  const shots = useMemo(() => new Map(board.shots.map((shot) => [shot.shot, shot])), [board.shots]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser is not memoised, nor are its rows
  const virtual = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    initialOffset: begun,
    estimateSize: (place) => heightOf(all[place]!, view, cards),
    overscan: view === "list" ? 12 : 3,
    getItemKey: (place) => keyOf(all[place]!),
  });
  useEffect(() => void virtual.measure(), [virtual, view, cards]);
  useEffect(() => void onFit(view === "grid" ? cards.columns : 1), [onFit, view, cards.columns]);
  useEffect(() => {
    if (!cursor) return;
    const place = all.findIndex((row) => row.kind === "shots" && row.codes.includes(cursor));
    if (place >= 0) virtual.scrollToIndex(place, { align: "auto" });
    requestAnimationFrame(() => document.getElementById(`shot-${cursor}`)?.focus({ preventScroll: view !== "strip" }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the cursor moves, not when the board changes
  }, [cursor]);

  const draw = (row: Row) => {
    if (row.kind === "head") return <Head section={row.section} board={board} insert={insert} shots={shots} />;
    if (row.kind === "none") {
      return (
        <div className={classes.none}>
          No shot of this scene is planned yet.
          <Button variant="default" size="compact-xs" onClick={() => insert(row.section.scene)}>
            Plan a shot
          </Button>
        </div>
      );
    }
    const Drawn = DRAWN[view];
    const scene = row.of.split(":")[0];
    const style = view === "grid" ? { gridTemplateColumns: `repeat(${cards.columns}, minmax(0, 1fr))` } : undefined;
    return (
      <div className={{ grid: classes.cards, list: classes.lines, strip: strip.strip }[view]} style={style}>
        {row.codes.map((code) => {
          const shot = shots.get(code);
          if (!shot) return null;
          return (
            <Drawn
              key={code}
              shot={shot}
              remarks={board.remarks.get(code)}
              cursor={code === cursor}
              chosen={chosen.has(code)}
              guest={shot.scene !== scene}
            />
          );
        })}
      </div>
    );
  };

  return (
    <div className={classes.room}>
      {view === "list" && (
        <div className={line.heads} aria-hidden="true">
          {COLUMNS.map((name, place) => (
            <span key={place} className={NUMBERS.includes(name) ? line.number : undefined}>
              {name}
            </span>
          ))}
        </div>
      )}
      <div className={classes.scroller} ref={scroller} role="region" aria-label="Shots" tabIndex={0}>
        <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              className={classes.row}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {draw(all[item.index]!)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function keyOf(row: Row): string {
  return row.kind === "shots" ? `shots ${row.codes[0]}` : `${row.kind} ${row.section.id}`;
}

function useFit(scroller: React.RefObject<HTMLDivElement | null>): Fit {
  const [cards, setCards] = useState(() => fit(1200));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () =>
      setCards((before) => {
        const now = fit(inner(element));
        return now.width === before.width && now.columns === before.columns ? before : now;
      });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [scroller]);
  return cards;
}

function inner(element: HTMLElement): number {
  return Math.max(240, element.clientWidth - 4);
}

interface HeadProps {
  section: Section;
  board: Board;
  shots: Map<string, Shot>;
  insert: (scene: string) => void;
}

/** A scene: its heading, how long it runs, how much of it is decided, what it cost. */
function Head({ section, board, shots, insert }: HeadProps) {
  const own = section.shots.flatMap((code) => shots.get(code) ?? []);
  const done = own.filter(({ best }) => best === "selected" || best === "approved").length;
  const spent = own.reduce((sum, { cost_micros }) => sum + cost_micros, 0);
  return (
    <div className={classes.head}>
      <h2>
        <span className="code">{section.scene}</span> {board.headings.get(section.scene) ?? ""}
        {section.goesOn && <span className="quiet"> goes on</span>}
      </h2>
      {section.of > 0 && (
        <span className={classes.sums}>
          <span>
            {section.shots.length === section.of ? section.of : `${section.shots.length} of ${section.of}`}{" "}
            {section.of === 1 ? "shot" : "shots"}
          </span>
          <span>{seconds(own.reduce((sum, shot) => sum + shot.seconds, 0))}</span>
          <span className={classes.progress} title={`${done} of ${own.length} with a select`}>
            <span className={classes.bar}>
              <span style={{ width: `${own.length ? (100 * done) / own.length : 0}%` }} />
            </span>
            {done}/{own.length}
          </span>
          {spent > 0 && <span>{money(spent, board.currency)}</span>}
        </span>
      )}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => insert(section.scene)} tabIndex={-1}>
        Add shot
      </Button>
    </div>
  );
}
