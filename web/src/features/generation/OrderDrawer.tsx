/** One order: what was asked, what came of it, what it cost, and what may be done. */
import { Button, Drawer, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { $api, api } from "~/api/client";
import { Ago } from "~/ui/Ago";
import { Answer } from "~/ui/page";
import { fail, say } from "~/ui/toast";
import { turn, TURNS } from "~/ui/turn";
import { Bisect } from "./Bisect";
import { cost, ofWhat, WAITS, type Order } from "./groups";
import { State } from "./OrderLine";
import classes from "./OrdersPage.module.css";
import { Resolve } from "./Resolve";

interface Props {
  project: string;
  id: string;
  close: () => void;
  changed: () => void;
  turned: (orders: Order[], priority: number) => Promise<void>;
}

export function OrderDrawer({ project, id, close, changed, turned }: Props) {
  const params = { params: { path: { project_id: project, order_id: id } } };
  const asked = $api.useQuery("get", "/api/projects/{project_id}/orders/{order_id}", params);
  const [bisecting, setBisecting] = useState(false);
  const look = async () => {
    try {
      await api.POST("/api/projects/{project_id}/orders/{order_id}/look", params);
      say("The service is asked once more");
    } catch (error) {
      fail(error);
    }
    void asked.refetch();
    changed();
  };
  return (
    <Drawer
      opened
      onClose={close}
      size={520}
      title="Order"
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
    >
      <Answer of={asked}>
        {(order) => {
          const { kind, id: what, shot } = ofWhat(order.subject);
          const { model, prompt } = order.request as { model?: string; prompt?: string };
          const used = Object.entries(order.used);
          return (
            <div className={classes.drawer}>
              <p>
                <span className="code">{what}</span>{" "}
                <span className="quiet">{kind === "shot" ? "a take" : `a ${kind}`}</span>
              </p>
              <State order={order} />
              {order.says && <p>{order.says}</p>}
              {order.state === "submit_unknown" && (
                <Resolve
                  project={project}
                  order={order}
                  done={() => {
                    void asked.refetch();
                    changed();
                  }}
                />
              )}
              <Offers
                order={order}
                project={project}
                shot={shot}
                look={() => void look()}
                bisect={() => setBisecting(true)}
              />
              {bisecting && <Bisect project={project} id={id} onClose={() => setBisecting(false)} />}
              <dl className={classes.facts}>
                <dt>Made by</dt>
                <dd>
                  {order.provider}, {model}
                </dd>
                <dt>Ordered</dt>
                <dd>
                  {order.who}, <Ago at={order.created_at} />
                </dd>
                <dt>Sent</dt>
                <dd>
                  {WAITS.has(order.state) ? (
                    <NativeSelect
                      aria-label="When it is sent"
                      size="xs"
                      value={String(order.priority)}
                      data={turns(order.priority)}
                      onChange={(event) =>
                        void turned([order], Number(event.currentTarget.value)).then(() => asked.refetch())
                      }
                    />
                  ) : (
                    turn(order.priority)
                  )}
                </dd>
                <dt>Cost</dt>
                <dd>{cost(order) || "not booked yet"}</dd>
                {used.length > 0 && (
                  <>
                    <dt>Counted</dt>
                    <dd>{used.map(([name, value]) => `${name} ${String(value)}`).join(", ")}</dd>
                  </>
                )}
                {order.cause && (
                  <>
                    <dt>Cause</dt>
                    <dd>{order.cause.replace(/_/g, " ")}</dd>
                  </>
                )}
                {order.remote && (
                  <>
                    <dt>Its id there</dt>
                    <dd className="code">{order.remote}</dd>
                  </>
                )}
              </dl>
              {shot && <Link to={`/p/${project}/shots/${shot}`}>Open {shot} in the composer</Link>}
              {prompt && (
                <section>
                  <h3>What was asked</h3>
                  <pre className={classes.raw} tabIndex={0}>
                    {prompt}
                  </pre>
                </section>
              )}
              {order.raw && (
                <section>
                  <h3>What the service said</h3>
                  <pre className={classes.raw} tabIndex={0}>
                    {order.raw}
                  </pre>
                </section>
              )}
            </div>
          );
        }}
      </Answer>
    </Drawer>
  );
}

/** The turns an order may be given, also the one that it has from elsewhere. */
function turns(now: number): { value: string; label: string }[] {
  const known = TURNS.map(({ priority, says }) => ({ value: String(priority), label: says }));
  const other = TURNS.every(({ priority }) => priority !== now);
  return other ? [{ value: String(now), label: turn(now) }, ...known] : known;
}

interface OffersProps {
  order: { offers: Record<string, string>; provider: string };
  project: string;
  shot: string;
  look: () => void;
  bisect: () => void;
}

/** What may be tried about a failure, each as an action where the page has one. */
function Offers({ order, project, shot, look, bisect }: OffersProps) {
  const offers = Object.entries(order.offers);
  if (offers.length === 0) return null;
  const compose = `/p/${project}/shots/${shot}`;
  const again = `${compose}?order=1&provider=${encodeURIComponent(order.provider)}`;
  const links: Record<string, { label: string; to: string }> = {
    order_again: { label: "Order it again", to: again },
    without_audio: { label: "Order it without sound", to: `${again}&audio=false` },
    reword: { label: "Say it otherwise on the card", to: compose },
  };
  return (
    <div className={classes.choices} role="group" aria-label="What may be done">
      {offers.map(([name, says]) => {
        const link = links[name];
        if (name === "look_again") {
          return (
            <Button key={name} variant="default" onClick={look}>
              Look there again
            </Button>
          );
        }
        if (name === "bisect_references") {
          return (
            <Button key={name} variant="default" onClick={bisect}>
              Find the reference that is refused
            </Button>
          );
        }
        if (link && shot) {
          return (
            <Button key={name} variant="default" component={Link} to={link.to}>
              {link.label}
            </Button>
          );
        }
        return (
          <p key={name} className="quiet">
            You may {says}.
          </p>
        );
      })}
    </div>
  );
}
