/** The screening room: the cut, a film, or takes alone, together, one after another; every frame has an address. */
import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { Compare, Player, useSequence, useTransport, type Piece, type Transport, type Viewing } from "~/player";
import { Failure, Loading, Page } from "~/ui/page";
import { asked, type Asked } from "./asked";
import { CutScreening } from "./CutScreening";
import { FilmScreening } from "./FilmScreening";
import { FullScreen } from "./FullScreen";
import { useAddressedFrame } from "./useAddressedFrame";
import { useAll } from "./useAll";

const MODES = [
  { value: "side", label: "Side by side" },
  { value: "wipe", label: "Wipe" },
  { value: "difference", label: "Difference" },
  { value: "reel", label: "One after another" },
] as const;
type Mode = (typeof MODES)[number]["value"];

export function Component() {
  const { project = "", takes = "" } = useParams();
  if (takes === "cut") return <CutScreening project={project} />;
  if (takes === "film") return <FilmScreening project={project} />;
  return <Takes project={project} takes={takes} />;
}

function Takes({ project, takes }: { project: string; takes: string }) {
  const [search, setSearch] = useSearchParams();
  const wanted = useMemo(() => asked(takes), [takes]);
  const transport = useTransport();
  const { viewings, error, again } = useAll(
    project,
    wanted.map((one) => one.take),
  );
  useAddressedFrame(
    transport,
    viewings.every((one) => one?.state === "ready"),
    Number(search.get("frame") ?? 0),
  );
  const mode = MODES.find((one) => one.value === search.get("as"))?.value ?? "side";
  const title = wanted.map((one) => one.take).join(" · ");
  return (
    <Page
      title={title}
      full
      actions={
        wanted.length > 1 && (
          <SegmentedControl
            aria-label="How they are shown"
            data={[...MODES]}
            value={mode}
            onChange={(to) => setSearch((before) => ({ ...Object.fromEntries(before), as: to }), { replace: true })}
          />
        )
      }
    >
      {error ? (
        <Failure error={error} />
      ) : (
        <FullScreen>
          <Room wanted={wanted} viewings={viewings} mode={mode} transport={transport} again={again} />
        </FullScreen>
      )}
    </Page>
  );
}

interface RoomProps {
  wanted: readonly Asked[];
  viewings: readonly (Viewing | undefined)[];
  mode: Mode;
  transport: Transport;
  again: (take: string) => void;
}

function Room({ wanted, viewings, mode, transport, again }: RoomProps) {
  const [first] = viewings;
  const named = wanted.map(({ take }, place) => ({ viewing: viewings[place], label: take }));
  if (wanted.length === 1) {
    return <Player viewing={first} transport={transport} onAgain={() => again(wanted[0]!.take)} />;
  }
  if (mode === "reel" && viewings.some((one) => one?.state !== "ready")) return <Loading rows={1} />;
  if (mode === "reel") return <Reel wanted={wanted} viewings={viewings} transport={transport} />;
  return <Compare viewings={named.slice(0, 4)} mode={mode} transport={transport} />;
}

function Reel({ wanted, viewings, transport }: Pick<RoomProps, "wanted" | "viewings" | "transport">) {
  const key = viewings.map((one) => `${one?.media} ${one?.state}`).join();
  // The same files are the same pieces, though their viewings were asked for again.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const pieces = useMemo(() => wanted.flatMap((one, place) => piece(one, viewings[place], place)), [wanted, key]);
  const sequence = useSequence(pieces);
  const marks = sequence.pieces.map(({ start, viewing }) => ({
    frame: start,
    kind: "edit" as const,
    label: viewing?.name ?? "",
  }));
  return <Player sequence={sequence} transport={transport} marks={marks} controls="full" />;
}

function piece(one: Asked, viewing: Viewing | undefined, place: number): Piece[] {
  if (viewing?.state !== "ready") return [];
  return [{ id: String(place), viewing, in: one.in ?? 0, out: Math.min(one.out ?? viewing.frames, viewing.frames) }];
}
