/** An order that was sent and never answered: a person looks at the service and says what is there. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { fail, say } from "~/ui/toast";
import classes from "./OrdersPage.module.css";

type Truth = Schemas["Truth"];

interface Props {
  project: string;
  order: Pick<Schemas["OrderWhole"], "id" | "provider">;
  done: () => void;
}

export function Resolve({ project, order, done }: Props) {
  const [remote, setRemote] = useState("");
  const [busy, setBusy] = useState<Truth | null>(null);
  const resolve = async (truth: Truth) => {
    setBusy(truth);
    try {
      const params = { path: { project_id: project, order_id: order.id } };
      await api.POST("/api/projects/{project_id}/orders/{order_id}/resolve", { params, body: { truth, remote } });
      say("Written down as you found it");
      done();
    } catch (error) {
      fail(error);
    }
    setBusy(null);
  };
  return (
    <div className={classes.choices} role="group" aria-label="What is there">
      <p>
        The order was sent to {order.provider} and the answer was lost. It is never sent again by itself, so that
        nothing is paid twice. Look at your account there, and say what you find.
      </p>
      <div className={classes.choice}>
        <strong>It is there</strong>
        <span className="quiet">It is followed under its id, brought home, and what it costs is booked.</span>
        <TextInput
          aria-label="Its id at the service"
          placeholder="Its id at the service"
          value={remote}
          onChange={(event) => setRemote(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={!remote.trim()}
          loading={busy === "accepted"}
          onClick={() => void resolve("accepted")}
        >
          It is there, bring it home
        </Button>
      </div>
      <div className={classes.choice}>
        <strong>It never arrived</strong>
        <span className="quiet">Nothing is booked, the reserved money is free again, and you can order it anew.</span>
        <Button variant="default" loading={busy === "never"} onClick={() => void resolve("never")}>
          It was never accepted
        </Button>
      </div>
      <div className={classes.choice}>
        <strong>It was billed and is gone</strong>
        <span className="quiet">The high end of its estimate is booked, and the order is over.</span>
        <Button variant="default" loading={busy === "billed"} onClick={() => void resolve("billed")}>
          It was billed, and cannot be had
        </Button>
      </div>
    </div>
  );
}
