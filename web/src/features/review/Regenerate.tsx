/** A take sent back: its shot again, in the second pass, with the change that was named; the price first. */
import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type KeyboardEvent } from "react";
import { api, type Schemas } from "~/api/client";
import { Dialog } from "~/ui/Dialog";
import { Failure, Loading } from "~/ui/page";
import { fail, say } from "~/ui/toast";
import { IN_TURN } from "~/ui/turn";
import type { Whole } from "./asked";
import { missed, namesAChange, type Draft } from "./draft";
import classes from "./Side.module.css";
import { useVerdict } from "./useVerdict";

interface RegenerateProps {
  project: string;
  take: Whole;
  draft: Draft;
  onClose: () => void;
}

export function Regenerate({ project, take, draft, onClose }: RegenerateProps) {
  const known = take.verdict?.failed ?? "";
  const [asksWhatFailed] = useState(!known);
  const [failed, setFailed] = useState(known || draft.words.failed || missed(take));
  const [change, setChange] = useState(draft.words.next_action);
  const [asked, setAsked] = useState(known && namesAChange(change) ? change.trim() : "");
  const verdict = useVerdict(project);
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
    onSuccess: ({ data }) => {
      const placed = data as Schemas["PlacedOut"];
      if (placed.orders.length === 0) {
        fail(new Error(Object.values(placed.unasked)[0] ?? `${take.shot} is under way already.`));
        return;
      }
      say(`${take.shot} is ordered again: ${asked}`);
      onClose();
    },
    onError: fail,
  });
  const told = change.trim() === asked && failed.trim() === known ? price.data : undefined;
  const isSaid = failed.trim() !== "" && namesAChange(change);
  /** What failed and the change belong to the verdict: they are kept with it before anything is priced. */
  const ask = useMutation({
    mutationFn: async () => {
      const stands = take.verdict?.by === "person" ? take.verdict.state : "unreviewed";
      const state = stands === "rejected" ? stands : "maybe";
      const words = { ...draft.words, failed: failed.trim(), next_action: change.trim() };
      if (words.failed !== known || stands !== state) await verdict(take.take, state, { ...draft, words });
      setAsked(words.next_action);
    },
  });
  return (
    <Dialog onClose={onClose} title={`Send back ${take.take}`} size={520}>
      <form
        className={classes.compose}
        onSubmit={(event) => {
          event.preventDefault();
          if (told && isReady(told)) order.mutate();
          else if (!told && isSaid) ask.mutate();
        }}
      >
        <p className="quiet">Pass 2 mends what failed{known && ` (${known})`} by one named change.</p>
        {asksWhatFailed && (
          <Textarea
            label="What failed"
            data-autofocus={!failed || undefined}
            maxLength={2000}
            value={failed}
            onChange={(event) => setFailed(event.currentTarget.value)}
            onKeyDown={sendOnEnter}
          />
        )}
        <Textarea
          label="Change"
          data-autofocus={Boolean(failed) || undefined}
          maxLength={400}
          value={change}
          error={change && !namesAChange(change) ? "Say what shall be otherwise in the picture." : undefined}
          onChange={(event) => setChange(event.currentTarget.value)}
          onKeyDown={sendOnEnter}
        />
        {asked && price.isPending && <Loading rows={1} />}
        {price.error && <Failure error={price.error} />}
        {told && <Price told={told} />}
        <div className={classes.row}>
          {told ? (
            <Button type="submit" loading={order.isPending} disabled={!isReady(told)}>
              Order
            </Button>
          ) : (
            <Button type="submit" variant="default" disabled={!isSaid} loading={ask.isPending || price.isFetching}>
              What will it cost
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={onClose}>
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
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
