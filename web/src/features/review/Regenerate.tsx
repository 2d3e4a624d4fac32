/** A take sent back: its shot again, in the second pass, with the change that was named; the price first. */
import { Button, Modal, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { Failure, Loading } from "~/ui/page";
import { fail, say } from "~/ui/toast";
import { IN_TURN } from "~/ui/turn";
import type { Whole } from "./asked";
import { namesAChange } from "./draft";
import classes from "./Side.module.css";

interface RegenerateProps {
  project: string;
  take: Whole;
  change: string;
  onClose: () => void;
}

export function Regenerate({ project, take, change: from, onClose }: RegenerateProps) {
  const [change, setChange] = useState(from);
  const [asked, setAsked] = useState(namesAChange(from) ? from : "");
  const wish = {
    shots: [take.shot],
    pass: { number: 2, of: take.take, change: asked },
    provider: "",
    takes: 1,
    draft: false,
    audio: true,
    seed: null,
    without: [],
    priority: IN_TURN,
  };
  const path = { path: { project_id: project } };
  const price = useQuery({
    queryKey: ["send back", project, take.take, asked],
    enabled: asked !== "",
    gcTime: 0,
    retry: false,
    queryFn: async () =>
      (await api.POST("/api/projects/{project_id}/orders/preflight", { params: path, body: { ...wish, card: null } }))
        .data as Told,
  });
  const order = useMutation({
    mutationFn: async () =>
      api.POST("/api/projects/{project_id}/orders", {
        params: path,
        body: { ...wish, digest: price.data!.digest },
      }),
    onSuccess: () => {
      say(`${take.shot} is ordered again: ${asked}`);
      onClose();
    },
    onError: fail,
  });
  return (
    <Modal opened onClose={onClose} title={`Send back ${take.take}`} size={520}>
      <form
        className={classes.compose}
        onSubmit={(event) => {
          event.preventDefault();
          if (change.trim() === asked && price.data) order.mutate();
          else if (namesAChange(change)) setAsked(change.trim());
        }}
      >
        <p className="quiet">
          Pass 2 mends what failed{take.verdict?.failed ? ` (${take.verdict.failed})` : ""} by one named change.
        </p>
        <Textarea
          label="Change"
          data-autofocus
          maxLength={400}
          value={change}
          error={change && !namesAChange(change) ? "Say what shall be otherwise in the picture." : undefined}
          onChange={(event) => setChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        {asked && price.isPending && <Loading rows={1} />}
        {price.error && <Failure error={price.error} />}
        {price.data && change.trim() === asked && <Price told={price.data} />}
        <div className={classes.row}>
          {price.data && change.trim() === asked ? (
            <Button type="submit" loading={order.isPending} disabled={!isReady(price.data)}>
              Order
            </Button>
          ) : (
            <Button type="submit" variant="default" disabled={!namesAChange(change)} loading={price.isFetching}>
              What will it cost
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={onClose}>
            Not now
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type Told = Schemas["PreflightOut"];

function isReady(told: Told): boolean {
  return told.enough && !told.lacks && told.orders.length > 0 && told.orders.every((row) => !row.stops);
}

function Price({ told }: { told: Told }) {
  const stops = [told.lacks, ...Object.values(told.unasked), ...told.orders.map((row) => row.stops)].filter(Boolean);
  if (!told.enough) stops.push(`${told.left.says} is left of the budget.`);
  return (
    <div>
      <p>
        {told.provider}: {told.low.says === told.high.says ? told.low.says : `${told.low.says} to ${told.high.says}`}
      </p>
      {stops.map((text) => (
        <p key={text} role="alert">
          {text}
        </p>
      ))}
      {told.orders
        .flatMap((row) => row.warnings)
        .map((text) => (
          <p key={text} className="quiet">
            {text}
          </p>
        ))}
    </div>
  );
}
