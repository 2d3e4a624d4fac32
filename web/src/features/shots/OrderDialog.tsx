/** Ordering: what it would cost and meet is seen first, and one confirmation orders exactly that. */
import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { fail, say } from "~/ui/toast";
import { Failure, Loading } from "~/ui/page";
import classes from "./OrderDialog.module.css";
import { OrderWishes } from "./OrderWishes";
import { order, usePreflight, USUAL, type Asked, type Kind } from "./preflight";
import { PreflightView } from "./PreflightView";

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
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={kind === "takes" ? `Order takes of ${what}` : `Panels of ${what}`}
    >
      <div className={classes.dialog}>
        <OrderWishes project={project} kind={kind} asked={asked} change={(said) => setAsked({ ...asked, ...said })} />
        {seen.error ? (
          <Failure error={seen.error} />
        ) : found ? (
          <PreflightView seen={found} kind={kind} busy={seen.isFetching} />
        ) : (
          <Loading rows={4} />
        )}
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            onClick={() => void confirm()}
            loading={sending}
            disabled={!found || number === 0 || stopped || !found.enough || seen.isFetching}
            data-autofocus
          >
            {number === 0 ? "Nothing to order" : `Order ${said(kind, number)}${priced(found?.high)}`}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function said(kind: Kind, number: number): string {
  const one = kind === "takes" ? "take" : "panel";
  return `${number} ${number === 1 ? one : `${one}s`}`;
}

function priced(high: { micros: number; says: string } | undefined): string {
  return high && high.micros > 0 ? ` for up to ${high.says}` : ", free";
}
