/** The dailies room: a queue at the left, one take under review. */
import { Button, SegmentedControl, Select } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { useCommands } from "~/ui/commands";
import { useKeys } from "~/ui/keys";
import { Answer, Empty, Loading, Page } from "~/ui/page";
import { say } from "~/ui/toast";
import { BYS, useAhead, useQueue, useReview, type By, type Queue, type Review, type Row } from "./asked";
import { beside, nextOpen, shotBeside, waits } from "./order";
import { Postpone } from "./Postpone";
import { QueueList } from "./QueueList";
import { Room } from "./Room";
import classes from "./Room.module.css";
import { Session } from "./Session";
import { Share } from "./Share";

export function Component() {
  const { project = "", take = "" } = useParams();
  const [search] = useSearchParams();
  const by = BYS.find(({ value }) => value === search.get("by"))?.value ?? "scene";
  const session = search.get("session") ?? "";
  const queue = useQueue(project, by, session ? "" : (search.get("only") ?? ""));
  const review = useReview(project, session);
  return (
    <Answer of={queue} page="Dailies" loading={<Loading rows={10} height={44} />}>
      {(found) => <Dailies {...{ project, by, take }} queue={found} review={session ? review.data : undefined} />}
    </Answer>
  );
}

interface DailiesProps {
  project: string;
  by: By;
  take: string;
  queue: Queue;
  review: Review | undefined;
}

function Dailies({ project, by, take, queue, review }: DailiesProps) {
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"session" | "share" | "postpone" | null>(null);
  const only = queue.only;
  const rows = useMemo(() => inReview(queue.takes, review), [queue.takes, review]);
  const isOpen = useMemo(() => openIn(review), [review]);
  const kept = new URLSearchParams([...search].filter(([name]) => name !== "note" && name !== "frame")).toString();
  const go = (to: string | null, replace = false) =>
    to && void navigate(`/p/${project}/takes/${to}${kept && `?${kept}`}`, { replace });
  const first = rows.find(isOpen)?.take ?? rows[0]?.take;
  useEffect(() => {
    if (!take && first) go(first, true);
  });
  const set = (name: string, value: string) =>
    setSearch((before) => {
      const others = [...before].filter(([key]) => ![name, "note", "frame"].includes(key));
      return value ? [...others, [name, value]] : others;
    });
  useAhead(project, nextOpen(rows, take, isOpen) ?? beside(rows, take, 1));
  const onward = () => {
    const to = nextOpen(rows, take, isOpen);
    if (to) go(to);
    else say(review ? "Every take has ended in an action: close the session." : "Every take here is judged.");
  };
  useKeys("Queue", [
    { keys: "ArrowDown", says: "The next take", run: () => go(beside(rows, take, 1)) },
    { keys: "ArrowUp", says: "The take before", run: () => go(beside(rows, take, -1)) },
    { keys: "shift+ArrowDown", says: "The next shot", run: () => go(shotBeside(rows, take, 1)) },
    { keys: "shift+ArrowUp", says: "The shot before", run: () => go(shotBeside(rows, take, -1)) },
    { keys: "Enter n", says: "The next that nobody has judged", run: onward },
    { keys: "5", says: "Postpone, with a reason", run: () => review && !review.closed_by && setAsked("postpone") },
    { keys: "b", says: "Begin a session", run: () => !review && setAsked("session") },
    { keys: "shift+h", says: "Share with a guest", run: () => setAsked("share") },
  ]);
  useCommands([
    { id: "session", label: "Begin a review session", group: "Dailies", run: () => setAsked("session") },
    { id: "share", label: "Share takes with a guest", group: "Dailies", run: () => setAsked("share") },
  ]);
  const called = only || (by === "scene" ? "All scenes" : "All takes");
  const left = rows.filter(isOpen).length;
  const groups = queue.groups.map(({ key, label, takes, unreviewed }) => ({
    value: key,
    label: `${by === "pass" ? "Pass " : ""}${key.replace("/", " · ")} ${label} (${unreviewed} of ${takes} open)`,
  }));
  if (queue.groups.length === 0) {
    return (
      <Page title="Dailies" full>
        <Empty
          says="Takes come here as soon as they are made."
          action={
            <Button component={Link} to={`/p/${project}/board`}>
              Order some on the board
            </Button>
          }
        />
      </Page>
    );
  }
  return (
    <Page
      title="Dailies"
      full
      aside={`${rows.length} takes, ${left} to judge`}
      actions={
        <>
          <Session
            {...{ project, review, called, rows }}
            onOpen={(id) => set("session", id)}
            beginning={asked === "session"}
            setBeginning={(now) => setAsked(now ? "session" : null)}
          />
          <Button variant="default" onClick={() => setAsked("share")}>
            Share
          </Button>
        </>
      }
    >
      <div className={classes.dailies}>
        <nav className={classes.queue} aria-label="Queue">
          {!review && (
            <div className={classes.filters}>
              <SegmentedControl
                fullWidth
                aria-label="Sorted by"
                data={BYS}
                value={by}
                onChange={(to) => setSearch(to === "scene" ? {} : { by: to })}
              />
              <Select
                aria-label="Which of them"
                placeholder="All"
                clearable
                searchable
                data={groups}
                value={only || null}
                onChange={(to) => set("only", to ?? "")}
              />
            </div>
          )}
          <QueueList {...{ project, queue, rows, review, take }} onChoose={(to) => go(to)} />
        </nav>
        {take ? (
          <Room key={take} project={project} take={take} lens={review?.lens ?? "whole"} onDone={onward} />
        ) : (
          <Loading rows={8} height={40} />
        )}
      </div>
      {asked === "share" && <Share {...{ project, take, called, rows }} onClose={() => setAsked(null)} />}
      {asked === "postpone" && review && (
        <Postpone
          {...{ project, review, take }}
          onClose={(done) => {
            setAsked(null);
            if (done) onward();
          }}
        />
      )}
    </Page>
  );
}

function inReview(rows: readonly Row[], review: Review | undefined): readonly Row[] {
  if (!review) return rows;
  const known = new Map(rows.map((row) => [row.take, row]));
  return review.takes.flatMap(({ take }) => known.get(take) ?? []);
}

/** What waits for a person: in a session, what has not ended in an action. */
function openIn(review: Review | undefined): (row: Pick<Row, "take" | "shot" | "by" | "action">) => boolean {
  if (!review) return waits;
  const open = new Set(review.takes.filter((one) => one.action === null).map((one) => one.take));
  return (row) => open.has(row.take);
}
