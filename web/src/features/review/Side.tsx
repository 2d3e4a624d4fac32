/** Beside the picture: what the take is, and by what it is judged. */
import { Tabs } from "@mantine/core";
import { Link } from "react-router";
import { StateMark } from "~/ui/StateMark";
import { rate as fps, seconds } from "~/ui/time";
import type { Whole } from "./asked";
import type { Compose } from "./compose";
import { Continuity } from "./Continuity";
import type { Answer, Draft, Question } from "./draft";
import { MadeOf } from "./MadeOf";
import { NotesPanel } from "./NotesPanel";
import { Questions } from "./Questions";
import classes from "./Side.module.css";
import { Standard } from "./Standard";
import type { Notes } from "./useNotes";

export type Tab = "standard" | "notes" | "continuity" | "made";

interface SideProps {
  project: string;
  take: Whole;
  draft: Draft;
  lens: string;
  tab: Tab;
  setTab: (tab: Tab) => void;
  asking: Question | null;
  compose: Compose;
  notes: Notes;
  chosen: string;
  onAsk: (question: Question | null) => void;
  onAnswer: (question: Question, answer: Answer | undefined) => void;
  onChoose: (note: string) => void;
  onFrame: (frame: number) => void;
  onDrift: (ticks: Whole["drift"]) => void;
}

export function Side(props: SideProps) {
  const { project, take, tab, setTab, onFrame } = props;
  const card = take.card as { title?: string; job?: string; action?: string } | null;
  const open = take.notes.filter((note) => note.parent === null && !note.resolved_by).length;
  return (
    <>
      <header className={classes.head}>
        <h2>
          <span className="code">{take.take}</span> {card?.title}
        </h2>
        <p className="quiet">
          {take.heading}, {seconds(take.frames / fps(take.rate))}, {take.frames} frames, {take.cost}
        </p>
        {take.card_version > take.made_of && (
          <p>
            <StateMark state="stale" named /> The <Link to={`/p/${project}/shots/${take.shot}`}>card</Link> has changed
            since.
          </p>
        )}
        {card?.action && (
          <p>
            {card.job && card.job !== "other" && <b className={classes.job}>{card.job}</b>} {card.action}
          </p>
        )}
      </header>
      <Tabs value={tab} onChange={(to) => setTab((to ?? "standard") as Tab)} className={classes.tabs}>
        <Tabs.List grow>
          <Tabs.Tab value="standard">Standard</Tabs.Tab>
          <Tabs.Tab value="notes">Notes{open > 0 && ` ${open}`}</Tabs.Tab>
          <Tabs.Tab value="continuity">Continuity</Tabs.Tab>
          <Tabs.Tab value="made">Made of</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="standard" className={classes.pane}>
          <Standard project={project} take={take} onFrame={onFrame}>
            <Questions {...props} />
          </Standard>
        </Tabs.Panel>
        <Tabs.Panel value="notes" className={classes.pane}>
          <NotesPanel {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="continuity" className={classes.pane}>
          <Continuity {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="made" className={classes.pane}>
          <MadeOf project={project} take={take} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
