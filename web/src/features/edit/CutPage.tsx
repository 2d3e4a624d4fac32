/** The cut: played before anything is rendered, trimmed, moved, joined, in versions, locked, rendered. */
import { Button, Tabs } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { $api, Refused } from "~/api/client";
import { useStanding, useTransport, type Transport } from "~/player";
import { useKeys } from "~/ui/keys";
import { Empty, Failure, Loading, Page } from "~/ui/page";
import { seconds } from "~/ui/time";
import { LockButton, LockMark } from "~/timeline/CutLock";
import { GuestLinks } from "~/ui/GuestLinks";
import { RenderProgress } from "~/timeline/RenderProgress";
import { pieceAt, type Cut } from "~/timeline/cut";
import { useCut, useDesk, useShown } from "~/timeline/useCut";
import { useRenderNews, useRenders } from "~/timeline/useRenders";
import classes from "./CutPage.module.css";
import { Desk } from "./Desk";
import { Inspector } from "./Inspector";
import { LeftOut } from "./LeftOut";
import { Notes } from "./Notes";
import { RenderMenu } from "./RenderMenu";
import { useEditing } from "./useEditing";
import { Versions } from "./Versions";

export function Component() {
  const { project = "" } = useParams();
  const [search] = useSearchParams();
  const wanted = Number(search.get("version")) || undefined;
  const { data, error, refetch } = useCut(project, wanted);
  if (data) return <CutRoom key={project} project={project} cut={data} />;
  return (
    <Page title="Cut">
      {error instanceof Refused && error.code === "no_cut" ? (
        <FirstCut project={project} />
      ) : error ? (
        <Failure error={error} again={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

function FirstCut({ project }: { project: string }) {
  const queries = useQueryClient();
  const params = { path: { project_id: project } };
  const home = $api.useQuery("get", "/api/projects/{project_id}/home", { params });
  const making = $api.useMutation("post", "/api/projects/{project_id}/cut", {
    onSuccess: () => queries.invalidateQueries({ queryKey: ["get", "/api/projects/{project_id}/cut"] }),
  });
  if (home.isPending) return <Loading />;
  if (home.data?.scenes.every(({ taken }) => taken === 0)) {
    return (
      <Empty
        says="The film comes here as soon as a shot has a take."
        action={
          <Button component={Link} to={`/p/${project}/board`}>
            Order some on the board
          </Button>
        }
      />
    );
  }
  return (
    <Empty
      says="The film comes here: the takes that review chose, in story order, with sound and captions under them."
      action={
        <Button loading={making.isPending} onClick={() => making.mutate({ params })}>
          Make the first cut
        </Button>
      }
    />
  );
}

function CutRoom({ project, cut: told }: { project: string; cut: Cut }) {
  const [search, setSearch] = useSearchParams();
  const transport = useTransport();
  const desk = useDesk(project);
  const cut = useShown(desk, told);
  const editing = useEditing(desk);
  const renders = useRenders(project);
  useRenderNews(renders);
  useAddressed(transport, Number(search.get("frame") ?? 0));
  const [tab, setTab] = useState<string | null>(search.get("panel") ?? "shot");
  const [sharing, setSharing] = useState(false);
  const { version, newest, frames } = cut;
  const fps = useStanding(transport, (now) => now.fps);
  const old = version.version !== newest;
  const open = !old && !version.lock;
  const show = (number: number): void => {
    setSearch(number === newest ? {} : { version: String(number), panel: "versions" }, { replace: true });
  };
  const go = useNavigate();
  const screen = `/p/${project}/screen/cut?version=${version.version}`;
  useKeys("Cut", [
    { keys: "shift+h", says: "Share with a guest", run: () => setSharing(true) },
    { keys: "shift+s", says: "The screening room", run: () => void go(screen) },
  ]);
  useKeys("Notes", [{ keys: "n", says: "A note at the playhead", run: () => writeNote(transport, setTab) }]);
  const current = useStanding(transport, ({ frame }) => pieceAt(cut.pieces, frame)?.name ?? "");
  return (
    <Page
      title="Cut"
      full
      aside={
        <span className={classes.aside}>
          <span>
            Version {version.version} · {seconds(frames / fps)}
          </span>
          <LockMark version={version} />
        </span>
      }
      actions={
        <>
          <LockButton project={project} version={version} newest={newest} />
          <Button variant="default" component={Link} to={screen} title="The screening room (Shift S)">
            Screen
          </Button>
          <Button variant="default" onClick={() => setSharing(true)}>
            Share
          </Button>
          <RenderMenu project={project} version={version.version} />
        </>
      }
    >
      <RenderProgress project={project} renders={renders} />
      {sharing && (
        <GuestLinks
          project={project}
          called={`${cut.title}, cut ${version.version}`}
          choices={[{ value: "cut", label: `Cut ${version.version}`, clips: sharedOf(cut) }]}
          cut={version.version}
          onClose={() => setSharing(false)}
        />
      )}
      {old && (
        <p className={classes.old} role="status">
          You look at cut {version.version}; the newest is {newest}.
          <Button variant="default" size="compact-xs" onClick={() => show(newest)}>
            Show the newest
          </Button>
        </p>
      )}
      <Desk project={project} cut={cut} transport={transport} editing={editing} open={open}>
        <Tabs value={tab} onChange={setTab} className={classes.panel}>
          <Tabs.List>
            <Tabs.Tab value="shot">Shot</Tabs.Tab>
            <Tabs.Tab value="notes">Notes</Tabs.Tab>
            <Tabs.Tab value="versions">Versions</Tabs.Tab>
            <Tabs.Tab value="out">Left out{cut.left_out.length ? ` (${cut.left_out.length})` : ""}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="shot" className={classes.content}>
            <Inspector
              project={project}
              pieces={cut.pieces}
              piece={cut.pieces.find(({ name }) => name === current)}
              fps={fps}
              editing={editing}
              open={open}
            />
          </Tabs.Panel>
          <Tabs.Panel value="notes" className={classes.content}>
            <Notes project={project} cut={cut} transport={transport} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" className={classes.content}>
            <Versions
              project={project}
              shown={version.version}
              newest={newest}
              locked={Boolean(version.lock && !old)}
              fps={fps}
              editing={editing}
              onShow={show}
            />
            <div className={classes.again}>
              <Button variant="default" disabled={!open} onClick={editing.anew}>
                Cut with what review chose
              </Button>
              <Button variant="subtle" disabled={!open} onClick={editing.reset}>
                Forget every edit
              </Button>
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="out" className={classes.content}>
            <LeftOut cut={cut} editing={editing} open={open} />
          </Tabs.Panel>
        </Tabs>
      </Desk>
    </Page>
  );
}

/** The takes that a cut uses, and which frames of each. */
function sharedOf(cut: Cut) {
  return cut.pieces.filter((piece) => piece.take).map(({ take, start, end }) => ({ take, frames: { start, end } }));
}

function writeNote(transport: Transport, open: (tab: string) => void): void {
  transport.pause();
  open("notes");
  requestAnimationFrame(() => document.getElementById("cut-note")?.focus());
}

/** Stand at the frame that the address names, once. */
function useAddressed(transport: Transport, frame: number): void {
  const loaded = useStanding(transport, ({ frames }) => frames > 1);
  const wanted = useRef(frame);
  useEffect(() => {
    if (!loaded || wanted.current <= 0) return;
    transport.seek(wanted.current);
    wanted.current = 0;
  }, [loaded, transport]);
}
