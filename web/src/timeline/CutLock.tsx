/** The lock of a cut: who locked it, how it is locked, and unlocked with a reason that stays on record. */
import { Button, Modal, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { $api, type Schemas } from "~/api/client";
import { Ago } from "~/ui/Ago";
import { say } from "~/ui/toast";
import classes from "./CutLock.module.css";

type Version = Schemas["CutVersionOut"];

interface Props {
  project: string;
  version: Version;
  newest: number;
}

export function LockMark({ version }: { version: Version }) {
  if (!version.lock) return <span className={classes.open}>Not locked</span>;
  return (
    <span className={classes.locked}>
      <Padlock /> Locked by {version.lock.who}, <Ago at={version.lock.at} />
    </span>
  );
}

export function Padlock() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      <path d="M3 5V3.5a3 3 0 0 1 6 0V5h.5A1.500 1.500 0 0 1 11 6.500v4a1.500 1.500 0 0 1-1.500 1.500h-7A1.500 1.500 0 0 1 1 10.500v-4A1.500 1.500 0 0 1 2.500 5zm1.500 0h3V3.500a1.500 1.500 0 0 0-3 0z" />
    </svg>
  );
}

export function LockButton({ project, version, newest }: Props) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const again = async (): Promise<void> => {
    await queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => typeof path === "string" && /cut|delivery/.test(path),
    });
  };
  const params = { path: { project_id: project } };
  const locking = $api.useMutation("post", "/api/projects/{project_id}/cut/lock", { onSuccess: again });
  const unlocking = $api.useMutation("post", "/api/projects/{project_id}/cut/unlock", { onSuccess: again });
  if (!version.lock) {
    const lock = async (): Promise<void> => {
      await locking.mutateAsync({ params, body: { seen: version.version } });
      say(`Cut ${version.version} is locked.`);
    };
    return (
      <Button
        variant="default"
        leftSection={<Padlock />}
        disabled={version.version !== newest}
        loading={locking.isPending}
        onClick={() => void lock().catch(() => undefined)}
      >
        Lock the cut
      </Button>
    );
  }
  const unlock = async (): Promise<void> => {
    await unlocking.mutateAsync({ params, body: { version: version.version, reason } });
    setOpen(false);
    setReason("");
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Unlock
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={`Unlock cut ${version.version}`}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            void unlock().catch(() => undefined);
          }}
        >
          <Textarea
            label="Why"
            description="It stays on record. The next change makes another version, which is not locked."
            value={reason}
            maxLength={500}
            required
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" disabled={reason.trim().length < 3} loading={unlocking.isPending}>
            Unlock
          </Button>
        </form>
      </Modal>
    </>
  );
}
