/** A version of the cut as large as the window: as the cut page plays it, with its mix and its captions. */
import { Button, Switch } from "@mantine/core";
import { useMemo, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Player, useTransport, type Mark } from "~/player";
import { LockMark } from "~/timeline/CutLock";
import type { Cut } from "~/timeline/cut";
import { FilmOver } from "~/timeline/FilmOver";
import { useCut } from "~/timeline/useCut";
import { useFilm, useTakeViewings, viewingIn } from "~/timeline/useFilm";
import { mixOfCut, useMix } from "~/timeline/useMix";
import { Answer, Loading, Page } from "~/ui/page";
import { FullScreen } from "./FullScreen";
import classes from "./Screening.module.css";
import { useAddressedFrame } from "./useAddressedFrame";

export function CutScreening({ project }: { project: string }) {
  const [search] = useSearchParams();
  const wanted = Number(search.get("version")) || undefined;
  return (
    <Answer of={useCut(project, wanted)} page="Cut" loading={<Loading rows={1} />}>
      {(cut) => <Room project={project} cut={cut} frame={Number(search.get("frame") ?? 0)} />}
    </Answer>
  );
}

function Room({ project, cut, frame: addressed }: { project: string; cut: Cut; frame: number }) {
  const transport = useTransport();
  const [captioned, setCaptioned] = useState(true);
  const { version } = cut.version;
  const viewings = useTakeViewings(viewingIn(project), cut.pieces, transport);
  const mix = useMix(mixOfCut(project, version), true);
  const sequence = useFilm(cut.pieces, viewings, mix?.heard);
  const marks = useMemo(() => editsOf(cut), [cut]);
  useAddressedFrame(transport, true, addressed);
  return (
    <Page
      title={`Cut ${version}`}
      full
      aside={
        <span className={classes.aside}>
          <LockMark version={cut.version} />
          <span className="quiet" role="status">
            {mix?.heard?.state === "ready" ? "" : mix?.state === "failed" ? mix.says : "The sound is being mixed."}
          </span>
        </span>
      }
      actions={
        <span className={classes.actions} onMouseDown={(event) => event.preventDefault()}>
          <Switch
            label="Captions"
            size="xs"
            checked={captioned}
            onChange={(event) => setCaptioned(event.currentTarget.checked)}
          />
          <Button variant="default" component={Link} to={`/p/${project}/cut?version=${version}`}>
            To the cut
          </Button>
        </span>
      }
    >
      <FullScreen>
        <Player
          sequence={sequence}
          transport={transport}
          marks={marks}
          label={`Cut ${version}`}
          start={cut.start}
          controls="full"
          overlay={(frame) => (
            <FilmOver
              frame={frame}
              film={cut.title}
              pieces={cut.pieces}
              captions={captioned ? cut.captions : []}
              ready={(take) => viewings.get(take)?.state === "ready"}
              poster={({ poster }) => `/api/projects/${project}/media/${poster}`}
            />
          )}
        />
      </FullScreen>
    </Page>
  );
}

function editsOf({ pieces }: Cut): Mark[] {
  return pieces.map(({ record, name, title }) => ({ frame: record, kind: "edit", label: title || name }));
}
