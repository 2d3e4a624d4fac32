import { Button } from "@mantine/core";
import { useState } from "react";
import { $api, api } from "~/api/client";
import { Ago } from "~/ui/Ago";
import { Answer } from "~/ui/page";
import { fail, say } from "~/ui/toast";
import { plain, type Change, type Revision } from "./script";
import classes from "./Revisions.module.css";

interface Props {
  project: string;
  all: Revision[];
  opened: number;
  write: (text: string) => void;
}

/** Every revision, with whose it is, when and why, and what it changed word by word. */
export function Revisions({ project, all, opened, write }: Props) {
  const [looked, setLooked] = useState(all.at(-1)!.revision);
  const bring = (number: number) =>
    void api
      .GET("/api/projects/{project_id}/script/revisions/{number}", {
        params: { path: { project_id: project, number } },
      })
      .then(({ data }) => {
        write(plain(data!.text));
        say(`Revision ${number} is on the page, not saved yet`);
      }, fail);
  return (
    <ol className={classes.revisions}>
      {all.toReversed().map((one) => (
        <li key={one.revision}>
          <button
            type="button"
            className={classes.revision}
            aria-expanded={one.revision === looked}
            onClick={() => setLooked(one.revision === looked ? 0 : one.revision)}
          >
            <span className="code">{one.revision}</span>
            <span>{one.why || (one.revision === 1 ? "first" : "revised")}</span>
            <span className={classes.who}>
              {one.author || "the files"} <Ago at={one.at} />
              {one.assisted && ", a model had a part in it"}
              {one.locked && ", locked"}
            </span>
          </button>
          {one.revision === looked && (
            <div className={classes.changes}>
              {one.revision !== opened && (
                <Button variant="default" size="compact-xs" onClick={() => bring(one.revision)}>
                  Bring it onto the page
                </Button>
              )}
              <Changes project={project} after={one} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function Changes({ project, after }: { project: string; after: Revision }) {
  const diff = $api.useQuery("get", "/api/projects/{project_id}/script/diff", {
    params: { path: { project_id: project }, query: { after: after.revision } },
  });
  if (after.parent === null) return <p className="quiet">Where it began.</p>;
  return (
    <Answer of={diff}>
      {(changes) => {
        const told = changes.filter(({ kind }) => kind !== "kept");
        if (told.length === 0) return <p className="quiet">Only blank lines and numbers differ.</p>;
        return (
          <ul aria-label={`What revision ${after.revision} changed`}>
            {told.map((change, at) => (
              <li key={at}>
                <span className="code quiet">{change.scene}</span> <Words change={change} />
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}

function Words({ change }: { change: Change }) {
  const { kind, before, after, words } = change;
  if (words.length > 0) {
    return words.map((run, at) =>
      run.kind === "removed" ? (
        <del key={at}>{run.text} </del>
      ) : run.kind === "added" ? (
        <ins key={at}>{run.text} </ins>
      ) : (
        <span key={at}>{run.text} </span>
      ),
    );
  }
  if (kind === "removed") return <del>{before?.text}</del>;
  return kind === "added" ? <ins>{after?.text}</ins> : <span>{(after ?? before)?.text}</span>;
}
