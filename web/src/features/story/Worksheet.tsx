import { Textarea } from "@mantine/core";
import classes from "./Worksheet.module.css";
import { QUESTIONS, type Story } from "./story";

type Answer = NonNullable<Story["worksheet"]>[number];
const COLUMNS = [
  { name: "made", label: "Made here" },
  { name: "consistency", label: "How consistent" },
  { name: "risk", label: "At risk" },
] as const;

/** Seven questions asked before a film is made. */
export function Worksheet({ story, putStory }: { story: Story; putStory: (part: Partial<Story>) => void }) {
  const answers = story.worksheet ?? [];
  const put = (question: string, part: Partial<Answer>) => {
    const before = answers.find((one) => one.question === question);
    const told = { question, made: "", consistency: "", risk: "", ...before, ...part } as Answer;
    const order = QUESTIONS.map((one) => one.question);
    const rest = answers.filter((one) => one.question !== question);
    const kept = told.made || told.consistency || told.risk ? [...rest, told] : rest;
    putStory({ worksheet: kept.sort((one, other) => order.indexOf(one.question) - order.indexOf(other.question)) });
  };
  return (
    <section aria-label="Worksheet">
      <h2>Worksheet</h2>
      <table className={classes.sheet}>
        <thead>
          <tr>
            <th scope="col">Question</th>
            {COLUMNS.map(({ name, label }) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {QUESTIONS.map(({ question, asks }) => (
            <tr key={question}>
              <th scope="row" title={asks}>
                {question[0]!.toUpperCase() + question.slice(1)}
              </th>
              {COLUMNS.map(({ name, label }) => (
                <td key={name}>
                  <Textarea
                    aria-label={`${question}: ${label}`}
                    variant="unstyled"
                    value={answers.find((one) => one.question === question)?.[name] ?? ""}
                    onChange={(event) => put(question, { [name]: event.currentTarget.value })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
