/** Ordering: what it would cost and meet is seen first, and one confirmation orders exactly that. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "~/ui/Dialog";
import { fail, say } from "~/ui/toast";
import { Failure, Loading } from "~/ui/page";
import classes from "./OrderDialog.module.css";
import { OrderMore } from "./OrderMore";
import { OrderWishes } from "./OrderWishes";
import { leavable, order, usePreflight, USUAL, type Asked, type Kind } from "./preflight";
import { PreflightView } from "./PreflightView";
import { RunView } from "./RunView";

export type { Kind } from "./preflight";

interface Props {
  project: string;
  kind: Kind;
  shots: string[];
  /** What is wished for to begin with. */
  wish?: Partial<Asked>;
  onClose: () => void;
}

export function OrderDialog({ project, kind, shots, wish, onClose }: Props) {
  const [asked, setAsked] = useState<Asked>({ ...USUAL, ...wish });
  const [sending, setSending] = useState(false);
  const navigate = useNavigate();
  const seen = usePreflight(project, kind, shots, asked);
  const found = seen.data;
  const number = found?.orders.length ?? 0;
  const stopped = found?.orders.every(({ stops }) => stops) ?? false;
  // Where the focus goes before it is ready, so that Enter is at hand as soon as it is.
  const ready = found && number > 0 && !stopped && found.enough && found.lacks === "" && !seen.old;
  const change = (said: Partial<Asked>) => setAsked({ ...asked, ...said });
  const confirm = async () => {
    if (!found) return;
    setSending(true);
    try {
      await order(project, kind, shots, asked, found.digest);
      say(`Ordered ${said(kind, number)}`, { label: "Orders", run: () => void navigate(`/p/${project}/orders`) });
      onClose();
    } catch (error) {
      fail(error);
      void seen.refetch();
    } finally {
      setSending(false);
    }
  };
  const what = shots.length === 1 ? shots[0] : `${shots.length} shots`;
  return (
    <Dialog
      onClose={onClose}
      size={680}
      title={
        {
          takes: `Order takes of ${what}`,
          recasts: `Recast ${what}`,
          panels: `Panels of ${what}`,
          runs: `Order ${what} together`,
        }[kind]
      }
    >
      <div className={classes.dialog}>
        <OrderWishes project={project} kind={kind} asked={asked} change={change} />
        <OrderMore kind={kind} asked={asked} references={leavable(found, asked.without)} change={change} />
        {seen.error ? (
          <Failure error={seen.error} />
        ) : found ? (
          <>
            {found.run && found.run.shots.length > 0 && <RunView run={found.run} busy={seen.old} />}
            <PreflightView seen={found} kind={kind} busy={seen.old} />
          </>
        ) : kind === "recasts" && !asked.provider ? (
          <p className="quiet">
            The take you selected or approved is made again by another model: the same card and panels, after its
            movement. Choose the model to see what that may cost.
          </p>
        ) : kind === "runs" && !asked.provider ? (
          <p className="quiet">
            The shots are made as one clip, which keeps people, light and place the same across the cuts; each shot gets
            its part of it as a take. Choose a model that holds several shots.
          </p>
        ) : (
          <Loading rows={4} />
        )}
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            onClick={() => ready && void confirm()}
            loading={sending}
            data-disabled={!ready || undefined}
            aria-disabled={!ready}
            data-autofocus
          >
            {number === 0 ? "Nothing to order" : `Order ${said(kind, number)}${priced(found?.high)}`}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function said(kind: Kind, number: number): string {
  const one = { takes: "take", recasts: "take", panels: "panel", runs: "clip" }[kind];
  return `${number} ${number === 1 ? one : `${one}s`}`;
}

function priced(high: { micros: number; says: string } | undefined): string {
  return high && high.micros > 0 ? ` for up to ${high.says}` : ", free";
}
