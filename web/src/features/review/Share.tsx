/** Links for guests: made, listed, withdrawn. */
import { Button, Checkbox, CopyButton, Modal, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { $api, api } from "~/api/client";
import { exact } from "~/ui/time";
import { fail, say } from "~/ui/toast";
import type { Row } from "./asked";
import classes from "./Side.module.css";
import { useRefresh } from "./useRefresh";

interface ShareProps {
  project: string;
  take: string;
  called: string;
  rows: readonly Row[];
  onClose: () => void;
}

type Which = "take" | "selects" | "all";

export function Share({ project, take, called, rows, onClose }: ShareProps) {
  const [title, setTitle] = useState(called || "For review");
  const [which, setWhich] = useState<Which>("take");
  const [days, setDays] = useState(14);
  const [watermark, setWatermark] = useState(true);
  const [made, setMade] = useState("");
  const refresh = useRefresh();
  const takes = {
    take: rows.filter((row) => row.take === take),
    selects: rows.filter((row) => row.state === "selected" || row.state === "approved"),
    all: rows,
  };
  const share = async () => {
    try {
      const { data } = await api.POST("/api/projects/{project_id}/guests", {
        params: { path: { project_id: project } },
        body: {
          title,
          days,
          watermark,
          cut: null,
          clips: takes[which].map((row) => ({ take: row.take, frames: null })),
        },
      });
      setMade(`${globalThis.location.origin}${data!.path}`);
      await refresh();
    } catch (error) {
      fail(error);
    }
  };
  return (
    <Modal opened onClose={onClose} title="Share with a guest" size={560}>
      <form
        className={classes.compose}
        onSubmit={(event) => {
          event.preventDefault();
          void share();
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
          label="Takes"
          allowDeselect={false}
          data={[
            { value: "take", label: take || "No take", disabled: !take },
            { value: "selects", label: `Selects that are shown (${takes.selects.length})` },
            { value: "all", label: `All that are shown (${takes.all.length})` },
          ]}
          value={which}
          onChange={(to) => setWhich(to as Which)}
        />
        <NumberInput
          label="Days it is open"
          min={1}
          max={90}
          value={days}
          onChange={(to) => setDays(Number(to) || 1)}
        />
        <Checkbox
          label="The guest's name and the date over the picture"
          checked={watermark}
          onChange={(event) => setWatermark(event.currentTarget.checked)}
        />
        <Button type="submit" disabled={!title.trim() || takes[which].length === 0}>
          Make a link
        </Button>
        {made && (
          <div className={classes.row}>
            <TextInput
              aria-label="The link"
              readOnly
              value={made}
              style={{ flex: 1 }}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={made}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? "Copied" : "Copy"}
                </Button>
              )}
            </CopyButton>
          </div>
        )}
        {made && <p className="quiet">It is shown this once: only a fingerprint of it is kept.</p>}
      </form>
      <Links project={project} />
    </Modal>
  );
}

function Links({ project }: { project: string }) {
  const found = $api.useQuery("get", "/api/projects/{project_id}/guests", {
    params: { path: { project_id: project } },
  });
  const refresh = useRefresh();
  const withdraw = async (link: string) => {
    try {
      await api.DELETE("/api/projects/{project_id}/guests/{link}", {
        params: { path: { project_id: project, link } },
      });
      await refresh();
      say("The link shows nothing any more.");
    } catch (error) {
      fail(error);
    }
  };
  if (!found.data?.length) return null;
  return (
    <section className={classes.block}>
      <h3>Links</h3>
      <ul className={classes.plain}>
        {found.data.map((one) => (
          <li key={one.id} className={classes.linkRow} data-quiet={!one.open || undefined}>
            <span>
              {one.title}, {one.takes.length} takes, {one.who}
              <span className="quiet">
                {" "}
                {one.open
                  ? `open until ${exact(one.expires_at)}`
                  : one.revoked_by
                    ? `withdrawn by ${one.revoked_by}`
                    : "expired"}
                {one.opened_at && ", opened"}
              </span>
            </span>
            {one.open && (
              <Button size="compact-xs" variant="default" onClick={() => void withdraw(one.id)}>
                Withdraw
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
