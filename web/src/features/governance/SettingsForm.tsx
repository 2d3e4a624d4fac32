import { Button, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useMay } from "~/ui/useTeam";
import { useProviders, type Settings } from "./asked";
import classes from "./governance.module.css";
import { useSettle } from "./useSettle";

const TYPES = ["short film", "trailer", "commercial", "proof of concept", "music video", "pitch sequence", "look test"];
const RATES = ["23.976", "24", "25", "29.97", "30", "50", "60"];
const ASPECTS = ["", "1:1", "4:5", "9:16", "4:3", "16:9", "1.85:1", "2:1", "2.39:1"];

interface Props {
  project: string;
  now: Settings;
  seen: string;
  /** Whether clips were made, so that the frame rate stays. */
  fixed: boolean;
}

/** What the production is called, its raster, who makes its pictures, how loud it is. */
export function SettingsForm({ project, now, seen, fixed }: Props) {
  const may = useMay(project)("approve");
  const settle = useSettle(project);
  const [said, setSaid] = useState(now);
  const providers = useProviders(project);
  const able = (providers.data ?? []).filter(({ models }) => models.some(({ makes }) => makes === "video"));
  const choices = able.map(({ id, title, lacks }) => ({ value: id, label: lacks ? `${title} (not set up)` : title }));
  const changed = JSON.stringify(said) !== JSON.stringify(now);
  const set = (part: Partial<Settings>) => setSaid({ ...said, ...part });
  const { format, provider, sound } = said;
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void settle("Changed the settings", now, said, seen).catch(() => undefined);
      }}
    >
      <fieldset disabled={!may} className={classes.fields}>
        <div className={classes.form}>
          <TextInput
            label="Title"
            required
            maxLength={200}
            value={said.title}
            onChange={(e) => set({ title: e.target.value })}
          />
          <Select
            label="Type"
            data={[...new Set([...TYPES, said.type])]}
            value={said.type}
            allowDeselect={false}
            onChange={(type) => type && set({ type })}
          />
          <TextInput
            label="Author"
            maxLength={200}
            value={said.author}
            onChange={(e) => set({ author: e.target.value })}
          />
        </div>
        <div className={classes.form}>
          <NumberInput
            label="Width"
            suffix=" px"
            min={64}
            max={7680}
            step={2}
            value={format.width ?? 1920}
            onChange={(width) => set({ format: { ...format, width: Number(width) } })}
          />
          <NumberInput
            label="Height"
            suffix=" px"
            min={64}
            max={7680}
            step={2}
            value={format.height ?? 1080}
            onChange={(height) => set({ format: { ...format, height: Number(height) } })}
          />
          <Select
            label="Picture"
            data={ASPECTS.concat(format.aspect && !ASPECTS.includes(format.aspect) ? format.aspect : []).map(
              (value) => ({ value, label: value || "fills the frame" }),
            )}
            value={format.aspect ?? ""}
            allowDeselect={false}
            onChange={(aspect) => set({ format: { ...format, aspect: aspect ?? "" } })}
          />
          <Select
            label="Frames a second"
            data={[...new Set([...RATES, format.rate ?? "24"])]}
            value={format.rate ?? "24"}
            allowDeselect={false}
            disabled={fixed}
            description={fixed ? "stays: clips were made" : undefined}
            onChange={(rate) => rate && set({ format: { ...format, rate } })}
          />
        </div>
        <div className={classes.form}>
          <Select
            label="Pictures by"
            data={choices}
            value={provider.video ?? "previz"}
            allowDeselect={false}
            searchable
            onChange={(video) => video && set({ provider: { ...provider, video } })}
          />
          <Select
            label="Drafts by"
            data={[{ value: "", label: "the same" }, ...choices]}
            value={provider.draft ?? ""}
            allowDeselect={false}
            onChange={(draft) => set({ provider: { ...provider, draft: draft ?? "" } })}
          />
          <NumberInput
            label="Takes a shot"
            min={1}
            max={20}
            value={provider.takes ?? 2}
            onChange={(takes) => set({ provider: { ...provider, takes: Number(takes) } })}
          />
          <NumberInput
            label="Loudness"
            suffix=" LUFS"
            min={-40}
            max={-5}
            step={0.5}
            value={sound.loudness ?? -14}
            onChange={(loudness) => set({ sound: { ...sound, loudness: Number(loudness) } })}
          />
        </div>
        <Textarea
          label="Disclosure"
          description="Stands in the credits and in the file."
          minRows={2}
          value={said.disclosure}
          onChange={(e) => set({ disclosure: e.target.value })}
        />
      </fieldset>
      {may ? (
        <Button type="submit" disabled={!changed}>
          Save
        </Button>
      ) : (
        <p className="quiet">Owners, producers and directors change the settings.</p>
      )}
    </form>
  );
}
