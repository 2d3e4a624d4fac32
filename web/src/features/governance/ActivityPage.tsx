import { Button, Select, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useParams, useSearchParams } from "react-router";
import { Ago } from "~/ui/Ago";
import { Answer, Empty, Page } from "~/ui/page";
import { ThingLink } from "~/ui/ThingLink";
import { exact } from "~/ui/time";
import classes from "./activity.module.css";
import { useActivity, type Told } from "./asked";
import { byDay, inParts, runs } from "./days";
import { Chain } from "./Chain";

/** What happened, as a story; and whether the record of it is whole. */
export function Component() {
  const { project = "" } = useParams();
  const [asked, setAsked] = useSearchParams();
  const said = (name: string) => asked.get(name) ?? "";
  const [about, setAbout] = useState(said("about"));
  const activity = useActivity(project, { who: said("who"), about: said("about"), kind: said("kind") });
  const narrow = (name: string) => (value: string | null) =>
    setAsked((now) => {
      if (value) now.set(name, value);
      else now.delete(name);
      return now;
    });
  const first = activity.data?.pages[0];
  const events = activity.data?.pages.flatMap((page) => page.events);
  return (
    <Page title="Activity" actions={<Chain project={project} />}>
      <form
        className={classes.filters}
        onSubmit={(event) => {
          event.preventDefault();
          narrow("about")(about.trim());
        }}
      >
        <Select
          label="Who"
          clearable
          placeholder="everybody"
          data={first?.people ?? []}
          value={said("who") || null}
          onChange={narrow("who")}
        />
        <Select
          label="What"
          clearable
          placeholder="everything"
          searchable
          data={first?.kinds ?? []}
          value={said("kind") || null}
          onChange={narrow("kind")}
        />
        <TextInput
          label="About"
          placeholder="S02-SH03"
          value={about}
          onChange={(event) => setAbout(event.target.value)}
          onBlur={() => narrow("about")(about.trim())}
        />
      </form>
      <Answer of={{ data: events, error: activity.error, refetch: () => activity.refetch() }}>
        {(found) => (found.length === 0 ? <Empty says="Nothing like that has happened." /> : <Story events={found} />)}
      </Answer>
      {activity.hasNextPage && (
        <Button variant="default" loading={activity.isFetchingNextPage} onClick={() => void activity.fetchNextPage()}>
          Older
        </Button>
      )}
    </Page>
  );
}

function Story({ events }: { events: Told[] }) {
  return (
    <>
      {byDay(events).map(([day, told]) => (
        <section key={day} className={classes.day}>
          <h2>{day}</h2>
          <ol>
            {runs(told).map((run) => (
              <Run key={run[0]!.seq} run={run} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** One event; or many alike, which open. */
function Run({ run }: { run: Told[] }) {
  const [open, setOpen] = useState(false);
  const [first, ...more] = run;
  if (!first) return null;
  return (
    <>
      <Line event={first}>
        {more.length > 0 && (
          <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "fewer" : `and ${more.length} more like it`}
          </button>
        )}
      </Line>
      {open && more.map((event) => <Line key={event.seq} event={event} />)}
    </>
  );
}

function Line({ event, children }: { event: Told; children?: ReactNode }) {
  return (
    <li>
      <span className={classes.when} title={exact(event.at)}>
        <Ago at={event.at} />
      </span>
      <span>
        <Sentence event={event} /> {children}
      </span>
      <span className={classes.seq} title={event.verb}>
        {event.seq}
      </span>
    </li>
  );
}

/** The sentence, in which the thing it is about leads there. */
function Sentence({ event }: { event: Told }) {
  const [before, after] = inParts(event.says, event.id);
  if (after === undefined) return <>{before}</>;
  return (
    <>
      {before}
      <ThingLink kind={event.kind} id={event.id} />
      {after}
    </>
  );
}
