import { ActionIcon, Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useKeys } from "~/ui/keys";
import { Answer, Loading } from "~/ui/page";
import { editsOf, KINDS, useAsset, type Edits, type Whole } from "./asked";
import { ClearanceForm } from "./ClearanceForm";
import classes from "./Detail.module.css";
import { AssetState, Cleared } from "./marks";
import { References } from "./References";
import { Sheet } from "./Sheet";
import { Used } from "./Used";
import { WordsForm } from "./WordsForm";

interface Props {
  project: string;
  asset: string;
  close: () => void;
}

/** One asset whole, beside the gallery. */
export function Detail({ project, asset, close }: Props) {
  const found = useAsset(project, asset);
  return (
    <aside className={classes.detail} aria-label={asset}>
      <Answer of={found} loading={<Loading rows={4} height={120} />}>
        {(whole) => <Body project={project} whole={whole} close={close} />}
      </Answer>
    </aside>
  );
}

const SECTIONS = ["Words", "References", "Sheet", "Clearance", "Used"];

function Body({ project, whole, close }: { project: string; whole: Whole; close: () => void }) {
  const edits = editsOf(project, whole, useQueryClient());
  const { glance, asset } = whole;
  const parts = SECTIONS.filter((name) => name !== "Sheet" || whole.sheet.length > 0);
  const all = useRef<HTMLDivElement>(null);
  const go = (name: string) => {
    const part = all.current?.querySelector<HTMLElement>(`#asset-${name}`);
    if (part) all.current!.scrollTop = part.offsetTop - all.current!.offsetTop;
  };
  useKeys("Asset", [
    { keys: "a", says: "Approve it as it is", run: () => void approve(edits) },
    ...parts.map((name, at) => ({ keys: `${at + 1}`, says: `To ${name.toLowerCase()}`, run: () => go(name) })),
  ]);
  return (
    <>
      <header className={classes.header}>
        <div className={classes.title}>
          <h2>{asset.name}</h2>
          <span className="code quiet">{asset.id}</span>
          <span className="quiet">
            {KINDS[asset.kind].one}, version {glance.version}
          </span>
          <ActionIcon variant="subtle" color="gray" aria-label="Close the asset" onClick={close} ml="auto">
            ×
          </ActionIcon>
        </div>
        <div className={classes.standing}>
          <AssetState state={glance.state} named />
          <Cleared one={glance} />
          {glance.refused && <span className={classes.refused}>orders that name it are refused</span>}
          <span className={classes.push} />
          {glance.state !== "approved" && (
            <Button onClick={() => void approve(edits)} title="a">
              Approve
            </Button>
          )}
          <More whole={whole} edits={edits} />
        </div>
        <nav aria-label="Parts of the asset" className={classes.parts}>
          {parts.map((name) => (
            <button key={name} type="button" onClick={() => go(name)}>
              {name}
              <Count of={name} whole={whole} />
            </button>
          ))}
        </nav>
      </header>
      <div ref={all} className={classes.body} tabIndex={0} role="region" aria-label={`All of ${asset.id}`}>
        <Part name="Words">
          <WordsForm whole={whole} edits={edits} />
        </Part>
        <Part name="References">
          <References project={project} whole={whole} edits={edits} />
        </Part>
        {whole.sheet.length > 0 && (
          <Part name="Sheet">
            <Sheet project={project} whole={whole} />
          </Part>
        )}
        <Part name="Clearance">
          <ClearanceForm key={clearanceKey(whole)} project={project} whole={whole} edits={edits} />
        </Part>
        <Part name="Used">
          <Used project={project} whole={whole} />
        </Part>
      </div>
    </>
  );
}

function clearanceKey({ asset, standing }: Whole): string {
  return [asset.clearance, standing.use, standing.granted_by, standing.override].join("\n");
}

function Part({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section id={`asset-${name}`} className={classes.part} aria-labelledby={`asset-${name}-title`}>
      <h3 id={`asset-${name}-title`}>{name === "Used" ? "Where used" : name}</h3>
      {children}
    </section>
  );
}

function Count({ of, whole }: { of: string; whole: Whole }) {
  const { references, sheet, used, glance } = whole;
  const made = sheet.filter(({ take }) => take).length;
  const told = { References: references.length, Sheet: `${made}/${sheet.length}`, Used: used.length }[of];
  const doubt = of === "Clearance" && glance.lacking.length > 0;
  return <span className="quiet">{doubt ? `${glance.lacking.length} missing` : told}</span>;
}

function approve(edits: Edits): Promise<void> {
  return edits.state("approved").catch(() => undefined);
}

function More({ whole, edits }: { whole: Whole; edits: Edits }) {
  const { state } = whole.glance;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">More</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {state !== "draft" && <Menu.Item onClick={() => void edits.state("draft")}>Make it a draft again</Menu.Item>}
        {state !== "retired" && <Menu.Item onClick={() => void edits.state("retired")}>Retire it</Menu.Item>}
        {state === "draft" && <Menu.Item onClick={() => void approve(edits)}>Approve it as it is</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
