/** Which reference a moderator refuses: what finding it may cost, one confirmation, and what was tried so far. */
import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { $api, api, type Schemas } from "~/api/client";
import { Answer } from "~/ui/page";
import { fail, say } from "~/ui/toast";
import classes from "./OrdersPage.module.css";

interface Props {
  project: string;
  id: string;
  onClose: () => void;
}

export function Bisect({ project, id, onClose }: Props) {
  const params = { params: { path: { project_id: project, order_id: id } } };
  const asked = $api.useQuery("get", "/api/projects/{project_id}/orders/{order_id}/bisect", params);
  const [sending, setSending] = useState(false);
  const begin = async (digest: string) => {
    setSending(true);
    try {
      await api.POST("/api/projects/{project_id}/orders/{order_id}/bisect", { ...params, body: { digest } });
      say("The refused reference is looked for");
    } catch (error) {
      fail(error);
    }
    setSending(false);
    void asked.refetch();
  };
  return (
    <Modal opened onClose={onClose} size={560} title="Find the reference that is refused">
      <Answer of={asked}>
        {(told) => (
          <div className={classes.drawer}>
            <p>
              One of <span className="code">{told.suspects.join(", ")}</span> is why{" "}
              <span className="code">{told.shot}</span> was refused{told.suspects.length > 1 && ", or several together"}
              .
            </p>
            {told.tried.length > 0 && <Tried tried={told.tried} />}
            {told.is_found ? (
              <Found project={project} told={told} />
            ) : (
              <Price told={told} sending={sending} begin={(digest) => void begin(digest)} />
            )}
          </div>
        )}
      </Answer>
    </Modal>
  );
}

const SAYS = { refused: "refused", accepted: "accepted, and is a take", open: "no answer yet" } as const;

function Tried({ tried }: { tried: Schemas["TriedOut"][] }) {
  return (
    <dl className={classes.facts} aria-label="What was tried">
      {tried.map(({ order, references, answer }) => (
        <div key={order} className={classes.pair}>
          <dt>{SAYS[answer]}</dt>
          <dd className="code">{references.join(", ") || "none of them"}</dd>
        </div>
      ))}
    </dl>
  );
}

type Told = Omit<Schemas["BisectOut"], "preflight"> & {
  preflight: Pick<Schemas["PreflightOut"], "digest" | "low" | "high" | "left" | "enough" | "lacks">;
};

const UNDER_WAY = new Set<Told["state"]>(["queued", "running"]);

function Price({ told, sending, begin }: { told: Told; sending: boolean; begin: (digest: string) => void }) {
  if (UNDER_WAY.has(told.state)) {
    return <p role="status">It is looked for; you may close this and come back.</p>;
  }
  const { preflight } = told;
  return (
    <>
      {told.says && <p role="alert">{told.says}</p>}
      <p>
        {told.orders === 1 ? "One order" : `At most ${told.orders} orders`} with some of them each. One that is refused
        costs nothing; one that is accepted is a take and is paid ({told.accepted} at most).
      </p>
      <dl className={classes.facts}>
        <dt>Price</dt>
        <dd>{preflight.high.micros === 0 ? "free" : `${preflight.low.says} to ${preflight.high.says}`}</dd>
        <dt>Budget left</dt>
        <dd>
          {preflight.left.says}
          {!preflight.enough && ", which does not reach"}
        </dd>
      </dl>
      {preflight.lacks && <p role="alert">{preflight.lacks}</p>}
      <Button
        loading={sending}
        disabled={!preflight.enough || preflight.lacks !== ""}
        onClick={() => begin(preflight.digest)}
        data-autofocus
      >
        {told.state ? "Go on" : "Find it"}
        {preflight.high.micros > 0 && ` for up to ${preflight.high.says}`}
      </Button>
    </>
  );
}

/** What was found, and what may be done about it. */
function Found({ project, told }: { project: string; told: Told }) {
  const compose = `/p/${project}/shots/${told.shot}`;
  const without = `${compose}?order=1&without=${encodeURIComponent(told.refused)}`;
  return (
    <>
      <p role="status">
        {told.refused ? (
          <>
            <strong className="code">{told.refused}</strong> is what is refused. Give it another picture, or leave it
            out.
          </>
        ) : told.words ? (
          `${told.shot} is refused without any reference too: say it otherwise on the card.`
        ) : (
          "None is refused by itself: it is several together, or chance."
        )}
      </p>
      <div className={classes.choices}>
        {told.refused && (
          <Button variant="default" component={Link} to={without}>
            Order it without {told.refused}
          </Button>
        )}
        {told.refused.startsWith(told.shot) || told.words ? (
          <Button variant="default" component={Link} to={compose}>
            Open the card
          </Button>
        ) : told.refused ? (
          <Button variant="default" component={Link} to={`/p/${project}/library/${told.refused}`}>
            Open {told.refused} in the library
          </Button>
        ) : (
          <Button variant="default" component={Link} to={`${compose}?order=1`}>
            Order it again
          </Button>
        )}
      </div>
    </>
  );
}
