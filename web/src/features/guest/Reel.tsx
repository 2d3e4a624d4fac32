/** A cut before a guest: as its editors see and hear it, with notes that stay with their frames. */
import { Switch } from "@mantine/core";
import { useMemo, useState } from "react";
import { Player, useFrame, useTransport, type Mark } from "~/player";
import { FilmOver } from "~/timeline/FilmOver";
import { useFilm, useTakeViewings } from "~/timeline/useFilm";
import { useMix, type Mix } from "~/timeline/useMix";
import { Answer } from "~/ui/page";
import { marksOf, mixOfLink, useReel, viewingBy, type Film, type Showing } from "./asked";
import { noted, placed, seenAt } from "./clips";
import classes from "./Guest.module.css";
import { Over } from "./Over";
import { Say, type Pin } from "./Say";

interface ReelProps {
  token: string;
  told: Showing;
  name: string;
}

export function Reel(props: ReelProps) {
  return <Answer of={useReel(props.token)}>{(film) => <Screening {...props} film={film} />}</Answer>;
}

function Screening({ token, told, name, film }: ReelProps & { film: Film }) {
  const transport = useTransport();
  const at = useFrame(transport);
  const [pin, setPin] = useState<Pin | null>(null);
  const [captioned, setCaptioned] = useState(true);
  const viewings = useTakeViewings(viewingBy(token), film.pieces, transport);
  const mix = useMix(mixOfLink(token), true);
  const sequence = useFilm(film.pieces, viewings, mix?.heard);
  const reel = useMemo(() => placed(told.clips, film.pieces), [told.clips, film.pieces]);
  const notes = useMemo(() => noted(reel), [reel]);
  const marks = useMemo(() => [...editsOf(film), ...marksOf(notes)], [film, notes]);
  const { clip, frame } = seenAt(reel, at) ?? { clip: told.clips[0]!, frame: told.clips[0]!.start };
  return (
    <div className={classes.screen}>
      <div className={classes.film}>
        <div className={classes.picture}>
          <Player
            sequence={sequence}
            transport={transport}
            marks={marks}
            label={told.title}
            start={film.start}
            controls="full"
            overlay={(now) => (
              <>
                <FilmOver
                  frame={now}
                  film={film.title}
                  pieces={film.pieces}
                  captions={captioned ? film.captions : []}
                  ready={(take) => viewings.get(take)?.state === "ready"}
                  poster={({ poster }) => poster}
                />
                <Over {...{ now, notes, transport, pin }} onPin={setPin} name={told.watermark ? name : ""} />
              </>
            )}
          />
        </div>
        <p className={classes.switches} onMouseDown={(event) => event.preventDefault()}>
          {film.captions.length > 0 && (
            <Switch
              label="Captions"
              size="xs"
              checked={captioned}
              onChange={(event) => setCaptioned(event.currentTarget.checked)}
            />
          )}
          <span className="quiet" role="status">
            {heardNow(mix)}
          </span>
        </p>
      </div>
      <Say {...{ token, told, clip, name, transport, frame, at, notes, pin }} start={film.start} onPin={setPin} />
    </div>
  );
}

function heardNow(mix: Mix | undefined): string {
  if (mix?.heard?.state === "ready") return "";
  if (mix?.state === "failed") return "The takes' own sound is heard: the film could not be mixed.";
  return "The sound is being mixed; the takes are heard meanwhile.";
}

function editsOf({ pieces }: Film): Mark[] {
  return pieces.map(({ record, name, title }) => ({ frame: record, kind: "edit", label: title || name }));
}
