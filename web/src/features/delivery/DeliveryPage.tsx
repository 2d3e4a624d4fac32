/** What leaves the house: the film and its files, whether they may leave, in which formats, under which rights. */
import { Button } from "@mantine/core";
import { Link, useParams } from "react-router";
import { $api, Refused, type Schemas } from "~/api/client";
import { Lines, Section } from "./parts";
import { Empty, Failure, Loading, Page } from "~/ui/page";
import { rate, seconds } from "~/ui/time";
import { LockButton, LockMark } from "~/timeline/CutLock";
import { RenderProgress } from "~/timeline/RenderProgress";
import { isOver, useRenderDesk, useRenderNews, useRenders } from "~/timeline/useRenders";
import classes from "./DeliveryPage.module.css";
import { Exports } from "./Exports";
import { Film } from "./Film";
import { Rights } from "./Rights";

type Delivery = Schemas["DeliveryOut"];

export function Component() {
  const { project = "" } = useParams();
  const { data, error, refetch } = $api.useQuery("get", "/api/projects/{project_id}/delivery", {
    params: { path: { project_id: project } },
  });
  if (data) return <Leaving project={project} delivery={data} />;
  return (
    <Page title="Delivery">
      {error instanceof Refused && error.code === "no_cut" ? (
        <Empty
          says="The film, its captions, its report and the editor's handoff leave from here, once there is a cut."
          action={
            <Button component={Link} to={`/p/${project}/cut`}>
              To the cut
            </Button>
          }
        />
      ) : error ? (
        <Failure error={error} again={() => void refetch()} />
      ) : (
        <Loading rows={8} />
      )}
    </Page>
  );
}

function Leaving({ project, delivery }: { project: string; delivery: Delivery }) {
  const { version, newest, frames, unapproved } = delivery;
  const renders = useRenders(project);
  useRenderNews(renders);
  const desk = useRenderDesk(project);
  const failed = renders.find((one) => isOver(one));
  const mine = renders.find(
    (one) => one.version === version.version && one.state === "done" && one.id === delivery.render?.id,
  );
  const master = unapproved.length === 0;
  return (
    <Page
      title="Delivery"
      aside={
        <span className={classes.aside}>
          <Link to={`/p/${project}/cut`}>
            Cut {version.version} · {seconds(frames / rate(delivery.rate))}
          </Link>
          <LockMark version={version} />
        </span>
      }
      actions={
        <>
          <LockButton project={project} version={version} newest={newest} />
          <Button variant="default" loading={desk.busy} onClick={() => desk.ask(version.version, {})}>
            Render workprint
          </Button>
          <Button
            disabled={!master}
            loading={desk.busy}
            title={master ? undefined : `${unapproved.length} takes are not approved`}
            onClick={() => desk.ask(version.version, { master: true })}
          >
            Render master
          </Button>
        </>
      }
    >
      <RenderProgress project={project} renders={renders} />
      {failed?.state === "failed" && (
        <p className={classes.failed} role="alert">
          The last render failed: {failed.says}
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Film project={project} render={mine ?? delivery.render} master={master} />
          <Section title="Checks" says={delivery.render ? "measured in the film as it is" : undefined}>
            {delivery.checks.length ? (
              <Lines lines={delivery.checks} />
            ) : (
              <p className="quiet">
                Loudness, peaks, colour, frame rate and signature are measured in a rendered film.
              </p>
            )}
          </Section>
        </div>
        <div className={classes.column}>
          <Section title="Handoff checklist" says={tally(delivery)}>
            <Lines lines={delivery.checklist} project={project} />
          </Section>
          <Section title="Exports of the cut">
            <Exports project={project} version={version.version} exports={delivery.exports} />
          </Section>
          <Section title="Rights" says={open(delivery)}>
            <Rights rights={delivery.rights} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

function tally({ checklist }: Delivery): string {
  const failed = checklist.filter((one) => one.outcome === "failed").length;
  const waiting = checklist.filter((one) => one.outcome === "waiting").length;
  if (failed) return `${failed} to be mended before it may leave`;
  return waiting ? `it may leave; ${waiting} wait` : "all passed";
}

function open({ rights }: Delivery): string {
  const missing = rights.filter((one) => one.state !== "cleared").length;
  return missing ? `${missing} are not cleared` : "all that is on record is cleared";
}
