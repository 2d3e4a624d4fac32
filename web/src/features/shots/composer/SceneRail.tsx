/** The shots around this one, so that the board stays in sight while one is composed. */
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { $api } from "~/api/client";
import { StateMark } from "~/ui/StateMark";
import { ShotPicture } from "../ShotPicture";
import { useUnkept } from "./draft";
import classes from "./SceneRail.module.css";

export function SceneRail({ project, shot }: { project: string; shot: string }) {
  const { data = [] } = $api.useQuery("get", "/api/projects/{project_id}/board", {
    params: { path: { project_id: project } },
  });
  const unkept = useUnkept(project);
  const here = useRef<HTMLAnchorElement>(null);
  const at = data.findIndex((one) => one.shot === shot);
  const near = data.slice(Math.max(0, at - 20), at + 20);
  useEffect(() => {
    void here.current?.scrollIntoView({ block: "nearest" }); // newer browsers answer with a promise
  }, [shot, at]);
  return (
    <nav className={classes.rail} aria-label="Shots around">
      {near.map((one) => (
        <Link
          key={one.shot}
          to={`../shots/${one.shot}`}
          ref={one.shot === shot ? here : undefined}
          aria-current={one.shot === shot ? "page" : undefined}
          title={one.title}
        >
          <ShotPicture project={project} shot={one} />
          <span className={classes.line}>
            <span className="code">{one.shot}</span>
            {unkept.includes(one.shot) && <span className={classes.changed} title="Changed, not saved" />}
            {one.takes > 0 && <StateMark state={one.best} />}
          </span>
        </Link>
      ))}
    </nav>
  );
}
