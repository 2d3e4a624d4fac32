import { Select } from "@mantine/core";
import { seconds } from "~/ui/time";
import { Field } from "./Field";
import classes from "./Spine.module.css";
import { OBSTACLES, PARTS, shared, TURNS, type Card, type Finding, type Part, type Story } from "./story";

interface Props {
  card: Card;
  putStory: (part: Partial<Story>) => void;
  found: Finding[];
}

/** One lead, one want, one obstacle, one escalation, one turn, one payoff, along the running time; one visual rule. */
export function Spine({ card, putStory, found }: Props) {
  const { story } = card;
  const doubts = (field: string) => found.filter((one) => one.field === field && one.outcome === "doubtful");
  return (
    <section aria-label="Spine">
      <h2>Spine</h2>
      <Bar card={card} putStory={putStory} />
      <Field
        label="Lead"
        asks="Whose story it is, and what they need tonight"
        value={story.character}
        put={(character) => putStory({ character })}
        doubts={doubts("character")}
      />
      {PARTS.map(({ part, label, asks }) => (
        <div key={part} className={classes.part}>
          <Field
            label={label}
            asks={asks}
            value={story[part]}
            put={(value) => putStory({ [part]: value })}
            doubts={doubts(part)}
          />
          {part === "obstacle" && (
            <Select
              aria-label="Kind of obstacle"
              placeholder="kind"
              clearable
              data={OBSTACLES}
              value={story.obstacle_kind ?? null}
              onChange={(kind) => putStory({ obstacle_kind: kind as Story["obstacle_kind"] })}
            />
          )}
          {part === "turn" && (
            <Select
              aria-label="Kind of turn"
              placeholder="kind"
              clearable
              data={TURNS}
              value={story.turn_kind ?? null}
              onChange={(kind) => putStory({ turn_kind: kind as Story["turn_kind"] })}
            />
          )}
        </div>
      ))}
      <Field
        label="Visual rule"
        asks="One rule of the picture that carries the story: who moves which way, what is always in focus"
        value={story.visual_rule}
        put={(visual_rule) => putStory({ visual_rule })}
        doubts={doubts("visual_rule")}
      />
    </section>
  );
}

const USUAL: Record<Part, number> = { want: 0.15, obstacle: 0.2, escalation: 0.35, turn: 0.15, payoff: 0.15 };
const STEP = 0.01;

/** The five parts as shares of the film; each is a slider that the arrow keys move by a hundredth. */
function Bar({ card, putStory }: Omit<Props, "found">) {
  const spine = { ...USUAL, ...card.story.spine } as Record<Part, number>;
  const move = (part: Part, by: number) => putStory({ spine: shared(spine, part, spine[part] + by) });
  return (
    <div className={classes.bar}>
      {PARTS.map(({ part, label }) => (
        <div
          key={part}
          role="slider"
          tabIndex={0}
          aria-label={`${label}, share of the film`}
          aria-valuemin={0}
          aria-valuemax={90}
          aria-valuenow={Math.round(spine[part] * 100)}
          aria-valuetext={`${Math.round(spine[part] * 100)} percent`}
          className={classes.share}
          style={{ flexGrow: Math.max(0.02, spine[part]) }}
          onKeyDown={(event) => {
            const by = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP }[event.key];
            if (!by) return;
            event.preventDefault();
            event.stopPropagation();
            move(part, event.shiftKey ? by * 5 : by);
          }}
        >
          <span>{label}</span>
          <span className="quiet">
            {card.runtime ? seconds(card.runtime * spine[part]) : `${Math.round(spine[part] * 100)} %`}
          </span>
        </div>
      ))}
    </div>
  );
}
