import { Button, Menu, SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useKeys } from "~/ui/keys";
import { Page } from "~/ui/page";
import { isRefusal } from "~/ui/toast";
import { Beats } from "./Beats";
import { Concepts } from "./Concepts";
import { Drafts } from "./Drafts";
import { Gate } from "./Gate";
import { Premise } from "./Premise";
import { Spine } from "./Spine";
import classes from "./StoryRoom.module.css";
import { tell, usePremise, type Card, type Story, type Told } from "./story";
import { Worksheet } from "./Worksheet";

const BESIDE = ["Gate", "Drafts"] as const;

/** The card in the middle, told as one whole; the premise gate and drafts beside it. */
export function StoryRoom({ project, told }: { project: string; told: Told }) {
  const queries = useQueryClient();
  const premise = usePremise(project);
  const [mine, setMine] = useState<{ from: Told; card: Card }>();
  const [busy, setBusy] = useState(false);
  const [beside, setBeside] = useState<(typeof BESIDE)[number]>("Gate");
  const from = mine?.from ?? told;
  const card = mine?.card ?? told.card;
  const changed = JSON.stringify(card) !== JSON.stringify(from.card);
  const overtaken = changed && told.seen !== from.seen;
  const theirs = () => setMine(undefined);
  const save = async () => {
    setBusy(true);
    try {
      await tell(project, card, from, "Told the story");
      await queries.invalidateQueries();
      setMine(undefined);
    } catch (error) {
      if (isRefusal(error, "story_changed")) await queries.invalidateQueries();
    }
    setBusy(false);
  };
  useKeys("Story", [{ keys: "mod+s", says: "Save the story", run: () => void (changed && save()), inFields: true }]);
  const put = (part: Partial<Card>) => setMine({ from: changed ? from : told, card: { ...card, ...part } });
  const putStory = (part: Partial<Story>) => put({ story: { ...card.story, ...part } });
  const found = premise.data?.findings ?? [];
  return (
    <Page
      full
      title="Story"
      aside={premise.data?.blocks ? `Held back: ${premise.data.blocks}` : undefined}
      actions={
        <>
          <Pitch project={project} />
          {changed && (
            <>
              <Button variant="default" onClick={theirs}>
                Put back
              </Button>
              <Button loading={busy} disabled={overtaken} onClick={() => void save()} title="Ctrl S">
                Save
              </Button>
            </>
          )}
        </>
      }
    >
      {overtaken && (
        <p role="alert" className={classes.overtaken}>
          Somebody told the story otherwise while you wrote. Put yours back to see theirs, or copy what you need first.
        </p>
      )}
      <div className={classes.room}>
        <div className={classes.card} role="region" aria-label="The story card" tabIndex={0}>
          <Premise card={card} put={put} found={found} />
          <Spine card={card} putStory={putStory} found={found} />
          <Beats project={project} story={card.story} putStory={putStory} />
          <Worksheet story={card.story} putStory={putStory} />
          <Concepts story={card.story} putStory={putStory} />
        </div>
        <aside className={classes.side} aria-label={beside}>
          <SegmentedControl
            fullWidth
            aria-label="Beside the story"
            data={[...BESIDE]}
            value={beside}
            onChange={(value) => setBeside(value as typeof beside)}
          />
          {beside === "Gate" ? (
            <Gate project={project} premise={premise} rule={card.premise} put={(rule) => put({ premise: rule })} />
          ) : (
            <Drafts project={project} />
          )}
        </aside>
      </div>
    </Page>
  );
}

function Pitch({ project }: { project: string }) {
  const at = `/api/projects/${project}/pitch`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">Pitch</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={at} target="_blank" rel="noreferrer">
          As a page
        </Menu.Item>
        <Menu.Item component="a" href={`${at}?format=pdf`} download="pitch.pdf">
          As a PDF
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
