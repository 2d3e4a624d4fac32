import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useCommands } from "~/ui/commands";
import { Answer, Empty, Page } from "~/ui/page";
import { seconds } from "~/ui/time";
import { Acting, type Act } from "./act";
import { BatchBar } from "./BatchBar";
import { BoardRoom } from "./BoardRoom";
import { BoardTools } from "./BoardTools";
import { insertShot, moveShots, omitShots } from "./order";
import { OrderDialog, type Kind } from "./OrderDialog";
import type { Asked } from "./preflight";
import { runnerOf, useRunners } from "./runners";
import { useSelection } from "./selection";
import { useBoard, useWanted, type Board, type Shot } from "./useBoard";
import { useBoardKeys } from "./useBoardKeys";

/** Scene by scene, every shot with its picture and where it stands; the order they play in is made here. */
export function Component() {
  const [wanted, want] = useWanted();
  const board = useBoard(wanted);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { project } = board;
  const order = useMemo(() => board.parts.flatMap(({ shots }) => shots), [board.parts]);
  const selection = useSelection(order);
  const { chosen, cursor, pick } = selection;
  const [columns, setColumns] = useState(1);
  const [ordering, setOrdering] = useState<Ordering | null>(null);
  const [invited, decline] = useInvited(board);

  const every = useMemo(() => board.shots.map(({ shot }) => shot), [board.shots]);
  const lifted = useCallback(
    (code: string) => (chosen.has(code) ? every.filter((one) => chosen.has(one)) : [code]),
    [chosen, every],
  );
  const open = useCallback((code: string) => void navigate(`../shots/${code}`), [navigate]);
  const drop = useCallback(
    (codes: string[], at: string, side: "before" | "after") => {
      const rest = every.filter((one) => !codes.includes(one));
      const place = rest.indexOf(at);
      if (place < 0 || codes.length === 0) return;
      void moveShots(queries, project, codes, side === "after" ? at : (rest[place - 1] ?? ""));
    },
    [every, queries, project],
  );
  const act: Act = useMemo(
    () => ({ project, currency: board.currency, pick, open, lifted, drop }),
    [project, board.currency, pick, open, lifted, drop],
  );
  const insert = async (place: { scene?: string; after?: string }) => {
    const code = await insertShot(queries, project, place);
    if (code) open(code);
  };
  const held = () => every.filter((one) => chosen.has(one) || (chosen.size === 0 && one === cursor));
  const runners = useRunners(project);
  const runner = runnerOf(runners, shotsOf(board.shots, chosen));
  const ask = (kind: Kind) => {
    if (held().length === 0 || (kind === "runs" && !runner)) return;
    setOrdering({ kind, shots: held(), wish: kind === "runs" ? { provider: runner } : {} });
  };
  const omit = () => held().length > 0 && void omitShots(queries, project, held());
  useBoardKeys({ selection, columns, every, project, open, insert, ask, omit, wanted, want });
  useCommands([
    { id: "board:order", label: "Order takes of what is chosen", group: "Board", run: () => ask("takes") },
    { id: "board:panels", label: "Order panels of what is chosen", group: "Board", run: () => ask("panels") },
    { id: "board:recast", label: "Recast what is chosen on another model", group: "Board", run: () => ask("recasts") },
    { id: "board:together", label: "Order what is chosen as one clip", group: "Board", run: () => ask("runs") },
    { id: "board:all", label: "Choose every shot that is shown", group: "Board", run: selection.all },
  ]);

  return (
    <Page full title="Board" aside={<Sums board={board} />}>
      <Answer of={board.asked}>
        {(shots) =>
          shots.length === 0 && board.parts.length === 0 ? (
            <Empty
              says="Shots come here once there is a script: they are proposed scene by scene, and you plan on from there."
              action={
                <Button component={Link} to="../script">
                  Open the script
                </Button>
              }
            />
          ) : (
            <Acting value={act}>
              <BoardTools board={board} wanted={wanted} want={want} />
              {board.shown.length === 0 && shots.length > 0 ? (
                <Empty
                  says="No shot is like that."
                  action={
                    <Button
                      variant="default"
                      onClick={() => want({ scene: "", state: "", who: "", flag: "", words: "" })}
                    >
                      Show all {shots.length}
                    </Button>
                  }
                />
              ) : (
                <BoardRoom
                  board={board}
                  view={wanted.view}
                  cursor={cursor}
                  chosen={chosen}
                  insert={(scene) => void insert({ scene })}
                  onFit={setColumns}
                />
              )}
              {chosen.size > 0 && (
                <BatchBar
                  shots={shotsOf(shots, chosen)}
                  {...(runner && { together: () => ask("runs") })}
                  order={() => ask("takes")}
                  panels={() => ask("panels")}
                  recast={() => ask("recasts")}
                  omit={omit}
                  clear={selection.clear}
                />
              )}
            </Acting>
          )
        }
      </Answer>
      {ordering && <OrderDialog project={project} {...ordering} onClose={() => setOrdering(null)} />}
      {!ordering && invited && <OrderDialog project={project} {...invited} onClose={decline} />}
    </Page>
  );
}

function shotsOf(shots: Shot[], chosen: ReadonlySet<string>): Shot[] {
  return shots.filter(({ shot }) => chosen.has(shot));
}

interface Ordering {
  kind: Kind;
  shots: string[];
  /** What is wished for to begin with. */
  wish?: Partial<Asked>;
}

/** `?order=first`, as the home says when nothing is made yet: the first scene is ordered first. */
function useInvited({ shots }: Board): [Ordering | null, () => void] {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("order") === "first";
  const decline = () => setSearch((before) => [...before].filter(([name]) => name !== "order"), { replace: true });
  const invited = useMemo(() => {
    const first = shots.filter(({ scene }) => scene === shots[0]?.scene).map(({ shot }) => shot);
    return asked && first.length > 0 ? { kind: "takes" as const, shots: first } : null;
  }, [asked, shots]);
  return [invited, decline];
}

function Sums({ board }: { board: Board }) {
  if (board.shots.length === 0) return null;
  const total = board.shown.reduce((sum, shot) => sum + shot.seconds, 0);
  const of = board.shown.length < board.shots.length ? ` of ${board.shots.length}` : "";
  const takes = board.shown.reduce((sum, shot) => sum + shot.takes, 0);
  return `${board.shown.length}${of} shots · ${seconds(total)} · ${takes} takes`;
}
