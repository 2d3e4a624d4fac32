import { useEffect, useRef } from "react";
import { Outlet, useLocation, useNavigate, useParams } from "react-router";
import { $api } from "~/api/client";
import { useAway, useLive } from "~/api/live";
import { useGoKeys } from "./goKeys";
import { openCommands } from "./Palette";
import { places } from "./places";
import { Rail } from "./Rail";
import { usePlace } from "~/ui/place";
import { Toasts } from "~/ui/toast";
import { forget } from "~/ui/undo";
import classes from "./Shell.module.css";

/** The frame of a production: its pages at the left, its title and the palette above. */
export function Shell() {
  const { project = "" } = useParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const pages = places(project);
  const content = useRef<HTMLDivElement>(null);
  usePlace(content, "page");
  useLive(project);
  useGoKeys(pages, (to) => void navigate(to));
  useEffect(() => forget, [project]);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        To the content
      </a>
      <Rail pages={pages} address={pathname} />
      <section className={classes.top} aria-label="Above the page">
        <Title project={project} />
        <Toasts />
        <Connection />
        <button type="button" className={classes.search} onClick={openCommands}>
          Go to or do <kbd>Ctrl K</kbd>
        </button>
      </section>
      <div className={classes.content} ref={content}>
        <Outlet />
      </div>
    </div>
  );
}

function Title({ project }: { project: string }) {
  const { data } = $api.useQuery("get", "/api/projects");
  return <span className={classes.title}>{data?.find(({ id }) => id === project)?.title ?? ""}</span>;
}

function Connection() {
  const away = useAway();
  return (
    <span className={classes.connection} data-away={away || undefined} role="status">
      {away ? "The studio does not answer. What you see may be old, and nothing is saved until it does." : ""}
    </span>
  );
}
