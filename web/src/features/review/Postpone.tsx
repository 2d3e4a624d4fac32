/** A take of a session is put off, by name and with a reason. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { api } from "~/api/client";
import { Dialog } from "~/ui/Dialog";
import { edit } from "~/ui/undo";
import type { Review } from "./asked";
import classes from "./Side.module.css";
import { useRefresh } from "./useRefresh";

interface PostponeProps {
  project: string;
  review: Review;
  take: string;
  onClose: (done: boolean) => void;
}

export function Postpone({ project, review, take, onClose }: PostponeProps) {
  const before = review.takes.find((one) => one.take === take)?.postponed_for ?? "";
  const [reason, setReason] = useState(before);
  const refresh = useRefresh();
  const put = async (text: string) => {
    await api.PUT("/api/projects/{project_id}/reviews/{review}/takes/{take}", {
      params: { path: { project_id: project, review: review.id, take } },
      body: { reason: text },
    });
    await refresh();
  };
  const postpone = async () => {
    try {
      await edit({ label: `${take} postponed`, run: () => put(reason), undo: () => put(before) });
      onClose(true);
    } catch {
      // What went wrong was told.
    }
  };
  return (
    <Dialog onClose={() => onClose(false)} title={`Postpone ${take}`} size={420}>
      <form
        className={classes.compose}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) void postpone();
        }}
      >
        <TextInput
          label="Why"
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!reason.trim()}>
          Postpone
        </Button>
      </form>
    </Dialog>
  );
}
