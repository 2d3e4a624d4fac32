/** Beside the card: what is doubtful, the prompt, panels and takes, and what ordering it would cost. */
import { Button, Tabs } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { StateMark } from "~/ui/StateMark";
import { edit } from "~/ui/undo";
import { api, type Schemas } from "~/api/client";
import { usePreflight, USUAL } from "../preflight";
import { mediaAt } from "../ShotPicture";
import { boxOf, useComposing } from "./composing";
import classes from "./Beside.module.css";
import { Begins } from "./Begins";
import { Prompt } from "./Prompt";

interface Props {
  order: (wish?: { pass: number; change: string }) => void;
  recast: () => void;
  panels: () => void;
  refetch: () => Promise<unknown>;
}

export function Beside({ order, recast, panels, refetch }: Props) {
  const { sheet, doubts } = useComposing();
  const [tab, setTab] = useState<string | null>("prompt");
  const wrong = doubts.filter(({ risk }) => !risk).length;
  return (
    <aside className={classes.beside} aria-label="Beside the card">
      <Tabs value={tab} onChange={setTab} classNames={{ panel: classes.panel ?? "", tab: classes.tab ?? "" }}>
        <Tabs.List>
          <Tabs.Tab value="prompt">Prompt</Tabs.Tab>
          <Tabs.Tab value="doubts">Doubts {wrong || ""}</Tabs.Tab>
          <Tabs.Tab value="panels">Panels</Tabs.Tab>
          <Tabs.Tab value="takes">Takes {sheet.takes.length || ""}</Tabs.Tab>
          {sheet.words && <Tabs.Tab value="script">Script</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="prompt">
          <Prompt />
        </Tabs.Panel>
        <Tabs.Panel value="doubts">
          <Doubts />
        </Tabs.Panel>
        <Tabs.Panel value="panels">
          <Panels panels={panels} refetch={refetch} />
        </Tabs.Panel>
        <Tabs.Panel value="takes">
          <Takes order={order} recast={recast} />
        </Tabs.Panel>
        <Tabs.Panel value="script">
          <pre className={classes.script}>{sheet.words}</pre>
        </Tabs.Panel>
      </Tabs>
      <Price order={() => order()} />
    </aside>
  );
}

function Doubts() {
  const { doubts } = useComposing();
  if (doubts.length === 0) return <p className="quiet">Nothing is doubtful of this card.</p>;
  return (
    <ul className={classes.doubts}>
      {doubts.map((doubt) => {
        const box = boxOf(doubt);
        return (
          <li key={doubt.about + doubt.saw} data-risk={doubt.risk || undefined}>
            {box ? (
              <a href={`#box-${box}`} className={classes.about}>
                {doubt.about}
              </a>
            ) : (
              <span className={classes.about}>{doubt.about}</span>
            )}
            <span>
              {doubt.saw}: {doubt.remedy}
              {doubt.shots.length > 1 && <span className="quiet"> ({doubt.shots.join(", ")})</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const ANCHORS = { FIRST: "first frame", LAST: "last frame", KEY: "key" } as const;

/** The panels of the shot; one that is approved goes along as a frame of it. */
function Panels({ panels, refetch }: Pick<Props, "panels" | "refetch">) {
  const { sheet, project } = useComposing();
  const say = async (take: string, state: Schemas["PanelOut"]["state"]) => {
    const params = { path: { project_id: project, take } };
    const body = { state, worked: "", failed: "", note: "", next_action: "" };
    await api.POST("/api/projects/{project_id}/takes/{take}/verdict", { params, body });
    await refetch();
  };
  const anchor = (panel: Schemas["PanelOut"], on: boolean) =>
    void edit({
      label: on ? `${panel.take} anchors the shot` : `${panel.take} anchors the shot no more`,
      run: () => say(panel.take, on ? "approved" : "maybe"),
      undo: () => say(panel.take, on ? "maybe" : "approved"),
    }).catch(() => undefined);
  return (
    <div className={classes.panels}>
      {sheet.panels.some(({ take }) => !take) && (
        <Button variant="default" className={classes.draw ?? ""} onClick={panels}>
          Draw what is missing
        </Button>
      )}
      <Begins refetch={refetch} />
      {sheet.panels.map((panel) => (
        <figure key={panel.moment}>
          {panel.media ? (
            <img src={mediaAt(project, panel.media)} alt={`${panel.moment} of ${panel.shot}`} loading="lazy" />
          ) : (
            <span className={classes.missing}>not drawn yet</span>
          )}
          <figcaption>
            <strong>{panel.moment.charAt(0) + panel.moment.slice(1).toLowerCase()}</strong>
            <span className="quiet">
              {panel.seconds.toFixed(1)} s · {panel.why}
            </span>
            {panel.take && (
              <span className={classes.anchor}>
                <StateMark state={panel.state} named />
                {panel.state === "approved" ? (
                  <Button variant="subtle" color="gray" size="compact-xs" onClick={() => anchor(panel, false)}>
                    Anchor no more
                  </Button>
                ) : (
                  <Button variant="default" size="compact-xs" onClick={() => anchor(panel, true)}>
                    Anchor as {ANCHORS[panel.moment]}
                  </Button>
                )}
              </span>
            )}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

const CHOSEN = new Set(["selected", "approved"]);

function Takes({ order, recast }: Pick<Props, "order" | "recast">) {
  const { sheet, project } = useComposing();
  if (sheet.takes.length === 0) return <p className="quiet">Takes come here once they are ordered.</p>;
  return (
    <ul className={classes.takes}>
      {sheet.takes.toReversed().map((take) => (
        <li key={take.take}>
          <Link to={`/p/${project}/takes/${take.take}`}>
            <img src={mediaAt(project, take.poster)} alt="" loading="lazy" />
          </Link>
          <div>
            <Link to={`/p/${project}/takes/${take.take}`} className="code">
              {take.take}
            </Link>
            <StateMark state={take.state} named />
            <span className="quiet">
              pass {take.number} · card v{take.version}
              {take.version !== sheet.version && " (older)"}
            </span>
            {CHOSEN.has(take.state) && take.version === sheet.version && (
              <Button variant="default" size="compact-xs" onClick={recast}>
                Recast on another model
              </Button>
            )}
            {take.failed && (
              <span>
                <span className="quiet">Failed: </span>
                {take.failed}{" "}
                <Button variant="default" size="compact-xs" onClick={() => order({ pass: 2, change: "" })}>
                  Mend in pass 2
                </Button>
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What one take of the card as it is now would cost. */
function Price({ order }: { order: () => void }) {
  const { project, card } = useComposing();
  const { data, error } = usePreflight(project, "takes", [card.code], USUAL, card);
  const row = data?.orders[0];
  const why = row?.stops || data?.unasked[card.code] || (error instanceof Error ? error.message : "");
  return (
    <footer className={classes.price}>
      <div>
        {why ? (
          <span className={classes.stops}>{why}</span>
        ) : (
          row && (
            <>
              <strong>{row.high.micros === 0 ? "Free" : `${row.low.says} – ${row.high.says}`}</strong>
              <span className="quiet">
                a take · {data.provider}, {row.model}
                {row.cut.length > 0 && ` · ${row.cut.length} left out`}
              </span>
            </>
          )
        )}
      </div>
      <Button onClick={order}>Order</Button>
    </footer>
  );
}
