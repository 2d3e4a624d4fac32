import { NumberInput, TextInput } from "@mantine/core";
import { seconds } from "~/ui/time";
import { Field } from "./Field";
import classes from "./Premise.module.css";
import type { Card, Finding } from "./story";

interface Props {
  card: Card;
  put: (part: Partial<Card>) => void;
  found: Finding[];
}

/** What the film is, in a sentence, for whom and how long. */
export function Premise({ card, put, found }: Props) {
  const doubted = (field: string) => found.filter((one) => one.field === field && one.outcome === "doubtful");
  return (
    <section aria-label="Premise">
      <div className={classes.facts}>
        <TextInput label="Title" value={card.title} onChange={(event) => put({ title: event.currentTarget.value })} />
        <TextInput label="Kind" value={card.type} onChange={(event) => put({ type: event.currentTarget.value })} />
        <NumberInput
          label="Length in seconds"
          description={card.runtime ? seconds(card.runtime) : "not said"}
          inputWrapperOrder={["label", "input", "description"]}
          min={1}
          max={36000}
          value={card.runtime ?? ""}
          onChange={(value) => put({ runtime: typeof value === "number" && value > 0 ? value : null })}
        />
      </div>
      <Field
        label="Logline"
        asks="Who wants what, what stands in the way, and what turns: one sentence"
        value={card.logline}
        put={(logline) => put({ logline })}
        doubts={doubted("logline")}
      />
      <Field
        label="Goal"
        asks="What whoever sees it should feel or know at the end"
        value={card.goal}
        put={(goal) => put({ goal })}
        doubts={doubted("goal")}
      />
      <Field
        label="Audience"
        asks="For whom, and where they see it"
        value={card.audience}
        put={(audience) => put({ audience })}
      />
    </section>
  );
}
