import { Button, Chip, Group, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useCommands } from "~/ui/commands";
import { useKeys } from "~/ui/keys";
import { Answer, Empty, Page } from "~/ui/page";
import { useGallery, type Glance } from "./asked";
import { Detail } from "./Detail";
import { Gallery } from "./Gallery";
import classes from "./LibraryPage.module.css";
import { grouped, wanting, type Want } from "./looks";
import { NewAsset } from "./NewAsset";
import { OrderSheets } from "./OrderSheets";

/** What must stay the same from shot to shot: a gallery by kind, and one asset whole beside it. */
export function Component() {
  const { project = "" } = useParams();
  const gallery = useGallery(project);
  const [adding, setAdding] = useState(false);
  return (
    <Page
      full
      title="Library"
      aside={gallery.data && told(gallery.data)}
      actions={
        <>
          {gallery.data && <OrderSheets project={project} missing={unmade(gallery.data)} />}
          <Button variant="default" onClick={() => setAdding(true)} title="n">
            Add
          </Button>
        </>
      }
    >
      <NewAsset project={project} open={adding} close={() => setAdding(false)} />
      <Answer of={gallery}>
        {(all) =>
          all.length === 0 ? (
            <Empty
              says="People, places and things come here: what must look the same in every shot. They are proposed from the script, or you add them."
              action={<Button onClick={() => setAdding(true)}>Add one</Button>}
            />
          ) : (
            <Room project={project} all={all} add={() => setAdding(true)} />
          )
        }
      </Answer>
    </Page>
  );
}

function unmade(all: Glance[]): number {
  return all.reduce((sum, { views, views_made }) => sum + views - views_made, 0);
}

function told(all: Glance[]): string {
  const open = all.filter(({ lacking }) => lacking.length > 0).length;
  return `${all.length} ${all.length === 1 ? "asset" : "assets"}${open ? `, ${open} not fully cleared` : ""}`;
}

function Room({ project, all, add }: { project: string; all: Glance[]; add: () => void }) {
  const { asset } = useParams();
  const navigate = useNavigate();
  const [asked, setAsked] = useSearchParams();
  const search = useRef<HTMLInputElement>(null);
  const want = (asked.get("want") ?? "all") as Want;
  const words = asked.get("q") ?? "";
  const groups = grouped(all, words, wanting(all).some(({ value }) => value === want) ? want : "all");
  const shown = groups.flatMap(({ assets }) => assets);
  const go = (code: string | undefined) =>
    void navigate({ pathname: `/p/${project}/library${code ? `/${code}` : ""}`, search: asked.toString() });
  const step = (by: number) => {
    const at = shown.findIndex(({ code }) => code === asset);
    go(shown[Math.min(shown.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.code);
  };
  const ask = (name: string, value: string) =>
    setAsked(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  useKeys("Library", [
    { keys: "j ArrowRight", says: "Next asset", run: () => step(1) },
    { keys: "k ArrowLeft", says: "Asset before", run: () => step(-1) },
    { keys: "/", says: "Find", run: () => search.current?.focus() },
    { keys: "n", says: "Add an asset", run: add },
    { keys: "Escape", says: "Close the asset", run: () => go(undefined) },
  ]);
  useCommands(
    all.map(({ code, name }) => ({ id: code, label: `${code} ${name}`, group: "Asset", run: () => go(code) })),
  );
  return (
    <div className={classes.room} data-open={asset ? true : undefined}>
      <div className={classes.side}>
        <div className={classes.bar}>
          <TextInput
            ref={search}
            aria-label="Find in the library"
            placeholder="Name, id, scene"
            value={words}
            onChange={(event) => ask("q", event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          />
          <Chip.Group multiple={false} value={want} onChange={(value) => ask("want", value === "all" ? "" : value)}>
            <Group gap={4}>
              {wanting(all).map(({ value, label, many }) => (
                <Chip key={value} value={value} size="xs" radius="sm" variant="outline">
                  {label} {many}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </div>
        {groups.length === 0 ? (
          <Empty says="Nothing here is called that." />
        ) : (
          <Gallery project={project} groups={groups} chosen={asset} search={asked.toString()} />
        )}
      </div>
      {asset && <Detail key={asset} project={project} asset={asset} close={() => go(undefined)} />}
    </div>
  );
}
