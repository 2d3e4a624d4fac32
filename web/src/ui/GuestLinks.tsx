/** Links for guests, to takes or to a cut: made, listed, withdrawn. */
import { Button, Checkbox, CopyButton, NumberInput, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { $api, api, type Schemas } from "~/api/client";
import { Dialog } from "./Dialog";
import { exact } from "~/ui/time";
import { fail, say } from "~/ui/toast";
import classes from "./GuestLinks.module.css";

type Clip = Schemas["NewLink"]["clips"][number];

/** Something that can be shared: takes, in order, or the parts of them that a cut uses. */
interface Choice {
  value: string;
  label: string;
  clips: readonly Clip[];
}

interface GuestLinksProps {
  project: string;
  called: string;
  /** What can be shared; the first is meant. */
  choices: readonly Choice[];
  /** The version of the cut whose clips these are. */
  cut?: number;
  onClose: () => void;
}

const LIST = "/api/projects/{project_id}/guests";

export function GuestLinks({ project, called, choices, cut, onClose }: GuestLinksProps) {
  const [title, setTitle] = useState(called || "For review");
  const [which, setWhich] = useState(choices[0]?.value ?? "");
  const [days, setDays] = useState(14);
  const [watermark, setWatermark] = useState(true);
  const [made, setMade] = useState("");
  const refresh = useRefresh();
  const clips = choices.find(({ value }) => value === which)?.clips ?? [];
  const share = async () => {
    try {
      const { data } = await api.POST(LIST, {
        params: { path: { project_id: project } },
        body: {
          title,
          days,
          watermark,
          cut: cut ?? null,
          clips: [...clips],
        },
      });
      setMade(`${globalThis.location.origin}${data!.path}`);
      await refresh();
    } catch (error) {
      fail(error);
    }
  };
  return (
    <Dialog onClose={onClose} title={cut ? `Share cut ${cut} with a guest` : "Share with a guest"} size={560}>
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
        {choices.length > 1 && (
          <Select
            label="Takes"
            allowDeselect={false}
            data={choices.map(({ value, label, clips: some }) => ({ value, label, disabled: some.length === 0 }))}
            value={which}
            onChange={(to) => setWhich(to ?? "")}
          />
        )}
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
        <Button type="submit" disabled={!title.trim() || clips.length === 0}>
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
    </Dialog>
  );
}

function Links({ project }: { project: string }) {
  const found = $api.useQuery("get", LIST, {
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
              {one.title}, {one.cut ? `cut ${one.cut}` : `${one.takes.length} takes`}, {one.who}
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

function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["get", LIST] });
}
