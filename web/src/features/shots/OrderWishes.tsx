/** By whom, how many, in which pass: what one wishes before it is priced. */
import { Checkbox, NumberInput, SegmentedControl, Select, Textarea } from "@mantine/core";
import { $api } from "~/api/client";
import classes from "./OrderDialog.module.css";
import type { Asked, Follow, Kind } from "./preflight";

const PASSES = [
  { number: 1, name: "Pass 1", says: "Tests framing, action and how strong the references are." },
  { number: 2, name: "Pass 2", says: "Mends the main miss of a take you said had failed: name the one change." },
  { number: 3, name: "Pass 3", says: "Options for the edit, of shots with a maybe or a select." },
];

const FOLLOWED: { value: string; label: string; follow: Follow[] }[] = [
  { value: "", label: "What the model is made for", follow: [] },
  { value: "clip", label: "The take itself", follow: ["clip"] },
  { value: "depth", label: "Its depth", follow: ["depth"] },
  { value: "pose", label: "Its poses", follow: ["pose"] },
  { value: "depth pose", label: "Its depth and poses", follow: ["depth", "pose"] },
  { value: "speech", label: "How its lines were read", follow: ["speech"] },
  { value: "clip speech", label: "The take, and how its lines were read", follow: ["clip", "speech"] },
  { value: "nothing", label: "Nothing: card and panels alone", follow: ["nothing"] },
];

/** What makes nothing: clips of one's own, and parts of clips that are there. */
const BROUGHT = new Set(["import", "parts"]);

interface Props {
  project: string;
  kind: Kind;
  asked: Asked;
  change: (said: Partial<Asked>) => void;
}

export function OrderWishes({ project, kind, asked, change }: Props) {
  const { data = [] } = $api.useQuery("get", "/api/projects/{project_id}/providers", {
    params: { path: { project_id: project } },
  });
  const makes = kind === "panels" ? "image" : "video";
  const choices = data.flatMap((provider) => {
    const models = provider.models.filter((model) => model.makes === makes && (kind !== "runs" || model.shots > 1));
    if (models.length === 0 || BROUGHT.has(provider.id)) return [];
    if (kind === "recasts" && provider.id === "previz") return [];
    const note = provider.held ? " (held up)" : provider.lacks ? " (not set up)" : "";
    return {
      group: `${provider.title}${note}`,
      items: models.map((model) => ({
        value: `${provider.id}/${model.id}`,
        label: models.length > 1 ? `${provider.title}: ${model.title}` : model.title,
      })),
    };
  });
  const goal = PASSES.find(({ number }) => number === asked.pass);
  return (
    <div className={classes.wishes}>
      <Select
        label="Made by"
        placeholder={kind === "recasts" || kind === "runs" ? "Choose a model" : "The production's own choice"}
        data={choices}
        value={asked.provider || null}
        onChange={(provider) => change({ provider: provider ?? "" })}
        searchable
        clearable
      />
      <NumberInput
        label={{ takes: "Takes each", recasts: "Takes each", panels: "Of each", runs: "Clips" }[kind]}
        min={1}
        max={20}
        value={asked.takes}
        onChange={(takes) => typeof takes === "number" && takes >= 1 && change({ takes })}
      />
      {kind === "recasts" && (
        <Select
          className={classes.wide ?? ""}
          label="It is shown of the take"
          data={FOLLOWED}
          value={asked.follow.join(" ")}
          allowDeselect={false}
          onChange={(value) => change({ follow: FOLLOWED.find((one) => one.value === value)?.follow ?? [] })}
        />
      )}
      {kind !== "panels" && (
        <>
          {(kind === "takes" || kind === "runs") && (
            <div className={`${classes.wide} ${classes.passes}`}>
              <SegmentedControl
                aria-label="Pass"
                value={String(asked.pass)}
                data={PASSES.map(({ number, name }) => ({ value: String(number), label: name }))}
                onChange={(pass) => change({ pass: Number(pass) })}
              />
              <span className="quiet">{goal?.says}</span>
              {asked.pass > 1 && (
                <Textarea
                  label={asked.pass === 2 ? "The change" : "The change, if any"}
                  placeholder="the camera stands still; the door is green"
                  value={asked.change}
                  maxLength={400}
                  onChange={(event) => change({ change: event.currentTarget.value })}
                />
              )}
            </div>
          )}
          <div className={`${classes.wide} ${classes.checks}`}>
            <Checkbox
              label="Draft: small and quick"
              checked={asked.draft}
              onChange={(event) => change({ draft: event.currentTarget.checked })}
            />
            <Checkbox
              label="With the model's own sound"
              checked={asked.audio}
              onChange={(event) => change({ audio: event.currentTarget.checked })}
            />
          </div>
        </>
      )}
    </div>
  );
}
