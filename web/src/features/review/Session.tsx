/** A sitting: begun over the queue with one lens, closed when every take has ended in an action. */
import { Button, Menu, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { $api, api, type Schemas } from "~/api/client";
import { Dialog } from "~/ui/Dialog";
import { fail, say } from "~/ui/toast";
import type { Review, Row } from "./asked";
import classes from "./Side.module.css";
import { useRefresh } from "./useRefresh";

type Lens = Schemas["NewReview"]["lens"];

const LENSES: { value: NonNullable<Lens>; label: string }[] = [
  { value: "whole", label: "Everything" },
  { value: "continuity", label: "Continuity" },
  { value: "performance", label: "Performance" },
  { value: "camera", label: "Camera" },
  { value: "edit", label: "Edit use" },
  { value: "story", label: "Story" },
  { value: "reference", label: "References" },
];

interface SessionProps {
  project: string;
  review: Review | undefined;
  /** Said of the queue that is shown: "S02", "Pass 1". */
  called: string;
  rows: readonly Row[];
  onOpen: (review: string) => void;
  beginning: boolean;
  setBeginning: (now: boolean) => void;
}

export function Session({ project, review, called, rows, onOpen, beginning, setBeginning }: SessionProps) {
  const before = $api.useQuery("get", "/api/projects/{project_id}/reviews", {
    params: { path: { project_id: project } },
  });
  const earlier = before.data ?? [];
  return (
    <>
      {review ? (
        <Running project={project} review={review} onLeave={() => onOpen("")} />
      ) : (
        <Button variant="default" onClick={() => setBeginning(true)} disabled={rows.length === 0}>
          Begin a session
        </Button>
      )}
      {earlier.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="subtle" color="gray">
              Sessions
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={400} style={{ overflow: "auto" }}>
            {earlier.map((one) => (
              <Menu.Item key={one.id} onClick={() => onOpen(one.id)}>
                {one.title}, {one.closed_by ? "closed" : "open"}, {one.who}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {beginning && <Begin {...{ project, called, rows, onOpen }} onClose={() => setBeginning(false)} />}
    </>
  );
}

interface BeginProps extends Pick<SessionProps, "project" | "called" | "rows" | "onOpen"> {
  onClose: () => void;
}

function Begin({ project, called, rows, onOpen, onClose }: BeginProps) {
  const [title, setTitle] = useState(`${called || "All takes"}, ${new Date().toLocaleDateString()}`);
  const [lens, setLens] = useState<Lens>("whole");
  const [which, setWhich] = useState<"open" | "all">(rows.some((row) => row.by !== "person") ? "open" : "all");
  const refresh = useRefresh();
  const queue = which === "all" ? rows : rows.filter((row) => row.by !== "person");
  const begin = async () => {
    try {
      const { data } = await api.POST("/api/projects/{project_id}/reviews", {
        params: { path: { project_id: project } },
        body: { title, lens, takes: queue.map((row) => row.take) },
      });
      await refresh();
      onClose();
      onOpen(data!.id);
    } catch (error) {
      fail(error);
    }
  };
  return (
    <Dialog onClose={onClose} title="Begin a session" size={420}>
      <form
        className={classes.compose}
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <TextInput
          label="Title"
          data-autofocus
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          label="Look for"
          data={LENSES}
          value={lens}
          allowDeselect={false}
          onChange={(to) => setLens(to as Lens)}
        />
        <Select
          label="Takes"
          allowDeselect={false}
          data={[
            { value: "open", label: "Those nobody has judged" },
            { value: "all", label: "All that are shown" },
          ]}
          value={which}
          onChange={(to) => setWhich(to as "open" | "all")}
        />
        <Button type="submit" disabled={!title.trim() || queue.length === 0}>
          Begin with {queue.length} takes
        </Button>
      </form>
    </Dialog>
  );
}

function Running({ project, review, onLeave }: { project: string; review: Review; onLeave: () => void }) {
  const refresh = useRefresh();
  const ended = review.takes.filter((one) => one.action !== null).length;
  const lens = LENSES.find(({ value }) => value === review.lens)?.label;
  const report = `/api/projects/${project}/reviews/${review.id}/report`;
  const close = async () => {
    try {
      await api.POST("/api/projects/{project_id}/reviews/{review}/close", {
        params: { path: { project_id: project, review: review.id } },
      });
      await refresh();
      say(`${review.title} is closed; its report is kept.`);
    } catch (error) {
      fail(error);
    }
  };
  return (
    <>
      <span role="status">
        <b>{review.title}</b> <span className="quiet">{lens}, </span>
        {review.closed_by ? `closed by ${review.closed_by}` : `${ended} of ${review.takes.length} ended`}
      </span>
      {!review.closed_by && (
        <Button onClick={() => void close()} variant={ended === review.takes.length ? "filled" : "default"}>
          Close session
        </Button>
      )}
      <Button component="a" variant="default" href={`${report}.html`} target="_blank" rel="noreferrer">
        Report
      </Button>
      <Button component="a" variant="default" href={`${report}.pdf`} target="_blank" rel="noreferrer">
        PDF
      </Button>
      <Button variant="subtle" color="gray" onClick={onLeave}>
        Leave
      </Button>
    </>
  );
}
