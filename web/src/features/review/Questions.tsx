/** The narrow questions in their fixed order; answered one by one with y, n and u. */
import { useEffect, useRef } from "react";
import { useKeys } from "~/ui/keys";
import { QUESTIONS, type Answer, type Draft, type Question } from "./draft";
import classes from "./Side.module.css";

interface QuestionsProps {
  draft: Draft;
  lens: string;
  /** The one that is being asked; none when they are not gone through. */
  asking: Question | null;
  onAsk: (question: Question | null) => void;
  onAnswer: (question: Question, answer: Answer | undefined) => void;
}

const ANSWERS: { value: Answer; label: string }[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  { value: "unsure", label: "Unsure" },
];

export function Questions({ draft, lens, asking, onAsk, onAnswer }: QuestionsProps) {
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asking) own.current?.querySelector(`[data-question=${asking}]`)?.scrollIntoView({ block: "nearest" });
  }, [asking]);
  const answer = (value: Answer) => () => {
    onAnswer(asking!, value);
    onAsk(after(asking!));
  };
  useKeys(
    "Questions",
    [
      { keys: "y", says: "Yes", run: answer("yes") },
      { keys: "n", says: "No", run: answer("no") },
      { keys: "u", says: "Unsure", run: answer("unsure") },
      { keys: "Escape", says: "No more questions", run: () => onAsk(null) },
    ],
    asking !== null,
  );
  return (
    <section className={classes.block} ref={own}>
      <h3>
        Questions <kbd>q</kbd>
      </h3>
      <ol className={classes.plain}>
        {QUESTIONS.map(({ name, asks, lens: seen }) => (
          <li
            key={name}
            data-question={name}
            className={classes.question}
            data-asked={asking === name || undefined}
            data-lens={lens === seen || undefined}
          >
            <span id={`asks-${name}`}>{asks}</span>
            <span role="group" aria-labelledby={`asks-${name}`} className={classes.answers}>
              {ANSWERS.map(({ value, label }) => (
                <button
                  key={value}
                  type="button"
                  aria-pressed={draft.answers[name] === value}
                  data-answer={value}
                  onClick={() => onAnswer(name, draft.answers[name] === value ? undefined : value)}
                >
                  {label}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function after(question: Question): Question | null {
  const place = QUESTIONS.findIndex(({ name }) => name === question);
  return QUESTIONS[place + 1]?.name ?? null;
}
