import { Button, SegmentedControl, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";
import classes from "./Concepts.module.css";
import type { Story } from "./story";

type Concept = NonNullable<Story["concepts"]>[number];

/** Drafts of anything, each kept or rejected for a reason; flashy ideas that do not serve the story go. */
export function Concepts({ story, putStory }: { story: Story; putStory: (part: Partial<Story>) => void }) {
  const concepts = story.concepts ?? [];
  const [of, setOf] = useState("logline");
  const [text, setText] = useState("");
  const put = (next: Concept[]) => putStory({ concepts: next });
  return (
    <section aria-label="Concepts">
      <h2>
        Concepts <span className="quiet">{concepts.length}</span>
      </h2>
      <ul className={classes.concepts}>
        {concepts.map((one, at) => (
          <ConceptRow
            key={`${at} ${one.text}`}
            one={one}
            put={(next) => put(concepts.map((other, index) => (index === at ? next : other)))}
          />
        ))}
      </ul>
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault();
          put([...concepts, { of, text: text.trim(), state: "draft" }]);
          setText("");
        }}
      >
        <TextInput aria-label="A draft of" value={of} onChange={(event) => setOf(event.currentTarget.value)} />
        <Textarea
          aria-label="The draft"
          placeholder="A logline, a tone, a look"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!text.trim() || !of.trim()}>
          Add
        </Button>
      </form>
    </section>
  );
}

function ConceptRow({ one, put }: { one: Concept; put: (next: Concept) => void }) {
  const [state, setState] = useState(one.state ?? "draft");
  const [reason, setReason] = useState(one.reason ?? "");
  const decide = (next: string, why: string) => {
    setState(next as typeof state);
    setReason(why);
    if (next === "draft" || why.trim()) put({ ...one, state: next as Concept["state"], reason: why });
  };
  return (
    <li data-state={state}>
      <span className="quiet">{one.of}</span>
      <div>
        <p>{one.text}</p>
        {one.by && <span className="quiet">{one.by}</span>}
        {state !== "draft" && (
          <TextInput
            aria-label="Why"
            placeholder={`Say why it is ${state}`}
            error={!reason.trim() && `Say why it is ${state}`}
            value={reason}
            onChange={(event) => decide(state, event.currentTarget.value)}
          />
        )}
      </div>
      <SegmentedControl
        size="xs"
        aria-label="What becomes of it"
        data={[
          { value: "draft", label: "Draft" },
          { value: "kept", label: "Kept" },
          { value: "rejected", label: "Rejected" },
        ]}
        value={state}
        onChange={(next) => decide(next, next === "draft" ? "" : reason)}
      />
    </li>
  );
}
