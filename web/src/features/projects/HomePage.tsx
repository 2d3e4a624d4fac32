import { Button } from "@mantine/core";
import { Link, useParams } from "react-router";
import { Answer, Loading, Page } from "~/ui/page";
import { folderOf, useHome, useProductions, type Home } from "./asked";
import classes from "./HomePage.module.css";
import { Money } from "./Money";
import { Next } from "./Next";
import { Scenes } from "./Scenes";
import { Stages } from "./Stages";
import { Blocked, Waits } from "./Waits";

/** The home of a production: where it stands, what waits for me, what cannot go on. */
export function Component() {
  const { project = "" } = useParams();
  const home = useHome(project);
  const line = useProductions().data?.find(({ id }) => id === project);
  return (
    <Page
      title={line?.title ?? "Home"}
      aside={line?.type}
      actions={
        <>
          <Button
            component="a"
            href={folderOf(project)}
            download
            variant="default"
            title="Script, sheets, references and papers as plain files; they open in any studio. Takes leave with the handoff."
          >
            Download the folder
          </Button>
          <Button component={Link} to={`/p/${project}/team?tab=settings`} variant="default">
            Settings
          </Button>
        </>
      }
    >
      {line?.logline && <p className={classes.logline}>{line.logline}</p>}
      <Answer of={home} loading={<Loading rows={8} height={44} />}>
        {(found) => <Room project={project} home={found} />}
      </Answer>
    </Page>
  );
}

function Room({ project, home }: { project: string; home: Home }) {
  return (
    <>
      <Stages project={project} stages={home.stages} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Waits project={project} waits={home.waits} />
          {home.blocked.length > 0 && <Blocked project={project} blocked={home.blocked} />}
          <Next project={project} home={home} />
        </div>
        <div className={classes.column}>
          <Scenes project={project} scenes={home.scenes} />
          <Money project={project} shots={home.scenes.reduce((sum, scene) => sum + scene.shots, 0)} />
        </div>
      </div>
    </>
  );
}
