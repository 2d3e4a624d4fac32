/** The queue: every take with its picture and state, group by group; only what is seen is drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { STATES, StateMark } from "~/ui/StateMark";
import { fileOf, type Queue, type Review, type Row } from "./asked";
import classes from "./QueueList.module.css";

interface QueueListProps {
  project: string;
  queue: Queue;
  rows: readonly Row[];
  review: Review | undefined;
  take: string;
  onChoose: (take: string) => void;
}

type Item = { kind: "shot"; shot: string; title: string } | { kind: "take"; row: Row };

const HIGH = { shot: 30, take: 52 } as const;

const ENDS: Record<string, string> = {
  approve: "approved",
  editorial: "to editorial",
  regenerate: "again",
  drop: "dropped",
  postpone: "postponed",
};

export function QueueList({ project, rows, review, take, onChoose }: QueueListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => listed(rows), [rows]);
  const ended = useMemo(() => new Map(review?.takes.map((one) => [one.take, one.action])), [review]);
  // The list is drawn anew with each scroll, which is what it is for.
  // eslint-disable-next-line react-hooks/incompatible-library
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => HIGH[items[place]!.kind],
    overscan: 6,
  });
  const at = items.findIndex((item) => item.kind === "take" && item.row.take === take);
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: "auto" });
  }, [at, list]);
  return (
    <div ref={scroller} className={classes.scroller}>
      <div role="listbox" aria-label="Takes" style={{ height: list.getTotalSize(), position: "relative" }}>
        {list.getVirtualItems().map(({ index, key, start, size }) => {
          const item = items[index]!;
          const place = { transform: `translateY(${start}px)`, height: size };
          if (item.kind === "shot") {
            return (
              <div key={key} role="presentation" className={classes.shot} style={place}>
                <span className="code">{item.shot}</span> <span className={classes.title}>{item.title}</span>
              </div>
            );
          }
          const { row } = item;
          const action = review ? (ended.get(row.take) ?? null) : row.action;
          return (
            <div
              key={key}
              role="option"
              tabIndex={-1}
              aria-selected={row.take === take}
              className={classes.take}
              style={place}
              onClick={() => onChoose(row.take)}
            >
              <span className="only-heard">{spoken(row, action ? (ENDS[action] ?? "") : "")}</span>
              <img src={fileOf(project, row.poster)} alt="" width={72} height={40} loading="lazy" />
              <span className={classes.number} aria-hidden="true">
                T{String(row.number).padStart(2, "0")}
              </span>
              <span aria-hidden="true">
                <StateMark state={row.state} />
              </span>
              <span className={classes.facts} aria-hidden="true">
                {row.failed > 0 && <span title={`${row.failed} checks failed`}>! {row.failed}</span>}
                {row.open > 0 && <span title={`${row.open} open notes`}>❝ {row.open}</span>}
                {row.stale && <StateMark state="stale" />}
              </span>
              <span className={classes.end} aria-hidden="true">
                {action ? ENDS[action] : row.by === "rule" ? "by rule" : ""}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function listed(rows: readonly Row[]): Item[] {
  const items: Item[] = [];
  let shot = "";
  for (const row of rows) {
    if (row.shot !== shot) items.push({ kind: "shot", shot: row.shot, title: row.title });
    shot = row.shot;
    items.push({ kind: "take", row });
  }
  return items;
}

function spoken(row: Row, end: string): string {
  const parts = [row.take, STATES[row.state].name];
  if (row.failed) parts.push(`${row.failed} checks failed`);
  if (row.open) parts.push(`${row.open} open notes`);
  if (row.stale) parts.push("stale");
  if (end || row.by === "rule") parts.push(end || "by rule");
  return parts.join(", ");
}
