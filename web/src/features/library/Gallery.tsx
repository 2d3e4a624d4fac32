import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { beneath, type Glance } from "./asked";
import { AssetState, Cleared } from "./marks";
import classes from "./Gallery.module.css";
import type { Group } from "./looks";

interface Props {
  project: string;
  groups: Group[];
  chosen: string | undefined;
  search: string;
}

/** Every asset as a tile, kind by kind. */
export function Gallery({ project, groups, chosen, search }: Props) {
  const gallery = useRef<HTMLDivElement>(null);
  const last = useRef(chosen);
  useEffect(() => {
    if (!chosen && last.current) find(gallery.current, last.current)?.scrollIntoView({ block: "nearest" });
    last.current = chosen;
  }, [chosen]);
  return (
    <div className={classes.gallery} ref={gallery}>
      {groups.map(({ kind, title, assets }) => (
        <section key={kind} aria-label={title}>
          <h2>
            {title} <span className="quiet">{assets.length}</span>
          </h2>
          <ul data-kind={kind}>
            {assets.map((one) => (
              <Tile key={one.code} project={project} one={one} chosen={one.code === chosen} search={search} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The tile of an asset, which has another place when the gallery has its whole width again. */
function find(gallery: HTMLElement | null, code: string): Element | null | undefined {
  return gallery?.querySelector(`[data-code="${CSS.escape(code)}"]`);
}

function Tile({ project, one, chosen, search }: { project: string; one: Glance; chosen: boolean; search: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (chosen) link.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li>
      <Link
        ref={link}
        data-code={one.code}
        to={{ pathname: `/p/${project}/library/${one.code}`, search }}
        aria-current={chosen || undefined}
        className={classes.tile}
      >
        <Picture project={project} one={one} />
        <span className={classes.name}>
          {one.name} <AssetState state={one.state} />
        </span>
        <span className={classes.facts}>
          <span className="code">{one.code}</span>
          <Cleared one={one} />
        </span>
        <span className={classes.facts}>
          {used(one)}
          {one.stale > 0 && <span className={classes.stale}>~ {one.stale} stale</span>}
        </span>
      </Link>
    </li>
  );
}

function used({ scenes, shots }: Glance): string {
  if (shots === 0) return "in no shot";
  const where = scenes.length > 3 ? `${scenes.length} scenes` : scenes.join(" ");
  return `${where} · ${shots} ${shots === 1 ? "shot" : "shots"}`;
}

/** Its picture: a reference, its sheet, or, for want of both, a frame of the shot that it fills most. */
function Picture({ project, one }: { project: string; one: Glance }) {
  if (!one.picture) return <span className={classes.none}>{one.kind === "voice" ? "Voice" : "No picture yet"}</span>;
  const borrowed = one.shows !== "reference" && one.shows !== "sheet";
  return (
    <span className={classes.picture} data-borrowed={borrowed || undefined}>
      <img src={beneath(project, one.picture)} alt="" loading="lazy" decoding="async" />
      {borrowed && <span className={classes.from}>from {one.shows}</span>}
    </span>
  );
}
