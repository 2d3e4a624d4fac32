import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { Ago } from "~/ui/Ago";
import { Bar } from "~/ui/Bar";
import { useCommands } from "~/ui/commands";
import { useKeys } from "~/ui/keys";
import { money } from "~/ui/money";
import { Answer, Page } from "~/ui/page";
import { seconds } from "~/ui/time";
import { Toasts } from "~/ui/toast";
import { posterOf, useProductions, type Line } from "./asked";
import { First } from "./First";
import { NewProduction } from "./NewProduction";
import classes from "./ProductionsPage.module.css";

/** The productions in which I have a role. */
export function Component() {
  const productions = useProductions();
  const [making, setMaking] = useState(false);
  const make = () => setMaking(true);
  useKeys("Productions", [{ keys: "n", says: "New production", run: make }]);
  useCommands([{ id: "new-production", label: "New production", group: "Do", run: make }]);
  return (
    <div className={classes.frame}>
      <Toasts floating />
      <Page
        title="Productions"
        aside={productions.data && productions.data.length > 0 ? `${productions.data.length}` : undefined}
        actions={
          productions.data?.length ? (
            <Button onClick={make} title="n">
              New production
            </Button>
          ) : undefined
        }
      >
        <NewProduction open={making} close={() => setMaking(false)} />
        <Answer of={productions}>
          {(lines) =>
            lines.length === 0 ? (
              <First />
            ) : (
              <ul className={classes.list}>
                {lines.map((line) => (
                  <Row key={line.id} line={line} />
                ))}
              </ul>
            )
          }
        </Answer>
      </Page>
    </div>
  );
}

function Row({ line }: { line: Line }) {
  return (
    <li className={classes.row}>
      <div className={classes.poster}>{line.poster && <img src={posterOf(line.id, line.poster)} alt="" />}</div>
      <div className={classes.told}>
        <h2>
          <Link to={`/p/${line.id}`}>{line.title}</Link>
        </h2>
        <p className={classes.logline}>{line.logline || <span className="quiet">No logline yet.</span>}</p>
        <p className="quiet">
          {line.type} · {line.scenes} {line.scenes === 1 ? "scene" : "scenes"} · {line.shots} shots ·{" "}
          {seconds(line.seconds)} · you are {line.role.replace("_", " ")}
        </p>
      </div>
      <div className={classes.progress}>
        <span>
          {line.approved} of {line.shots} approved
        </span>
        <Bar
          label={`Shots of ${line.title}`}
          of={line.shots}
          parts={[
            { label: "approved", value: line.approved, colour: "--state-approved" },
            {
              label: "selected",
              value: line.selected - Math.min(line.selected, line.approved),
              colour: "--state-selected",
            },
            {
              label: "with takes",
              value: line.taken - Math.max(line.selected, line.approved),
              colour: "--state-unreviewed",
            },
          ]}
        />
      </div>
      <div className={classes.money}>
        <span>{money(line.spent, line.currency)}</span>
        <span className="quiet">{line.limit ? `of ${money(line.limit, line.currency)}` : "spent, no budget"}</span>
      </div>
      <span className={classes.when}>
        <Ago at={line.changed_at} />
      </span>
    </li>
  );
}
