/** Edits of the order of the shots, each with its inverse. */
import type { QueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";
import type { Card } from "./card";
import type { Shot } from "./useBoard";

const BOARD = "/api/projects/{project_id}/board";
type Place = Schemas["ShotsWere"];

function at(project: string) {
  return { params: { path: { project_id: project } } };
}

async function anew(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ predicate: ({ queryKey: [, path] }) => String(path).startsWith(BOARD) });
}

/** The board as it will be once shots stand behind another; behind none they come first. */
function placed(board: Shot[], codes: string[], after: string): Shot[] {
  const moving = new Set(codes);
  const rest = board.filter(({ shot }) => !moving.has(shot));
  const moved = codes.flatMap((code) => board.filter(({ shot }) => shot === code));
  const place = after ? rest.findIndex(({ shot }) => shot === after) + 1 : 0;
  return [...rest.slice(0, place), ...moved, ...rest.slice(place)];
}

async function move(project: string, places: Place[]): Promise<Place[]> {
  const { data } = await api.POST("/api/projects/{project_id}/shots/move", { ...at(project), body: { places } });
  return data!.back;
}

/** Put shots behind another; the board shows it at once. */
export async function moveShots(queries: QueryClient, project: string, codes: string[], after: string): Promise<void> {
  let back: Place[] = [];
  await edit({
    label: `Moved ${codes.length === 1 ? codes[0] : `${codes.length} shots`} ${after ? `behind ${after}` : "to the front"}`,
    run: async () => {
      queries.setQueriesData<Shot[]>(
        { queryKey: ["get", BOARD], exact: false },
        (board) => board && placed(board, codes, after),
      );
      try {
        back = await move(project, [{ shots: codes, after }]);
      } finally {
        void anew(queries);
      }
    },
    undo: async () => {
      await move(project, back);
      await anew(queries);
    },
  }).catch(() => undefined);
}

async function omit(queries: QueryClient, project: string, shots: string[]): Promise<void> {
  await api.POST("/api/projects/{project_id}/shots/omit", { ...at(project), body: { shots } });
  await anew(queries);
}

async function putBack(queries: QueryClient, project: string, shots: string[]): Promise<void> {
  await api.POST("/api/projects/{project_id}/shots/put-back", { ...at(project), body: { shots } });
  await anew(queries);
}

/** Take shots out of the plan; their takes stay. */
export async function omitShots(queries: QueryClient, project: string, codes: string[]): Promise<void> {
  await edit({
    label: `Omitted ${codes.length === 1 ? codes[0] : `${codes.length} shots`}`,
    run: () => omit(queries, project, codes),
    undo: () => putBack(queries, project, codes),
  }).catch(() => undefined);
}

/** Plan shots again that were omitted. */
export async function restoreShots(queries: QueryClient, project: string, codes: string[]): Promise<void> {
  await edit({
    label: `Put back ${codes.length === 1 ? codes[0] : `${codes.length} shots`}`,
    run: () => putBack(queries, project, codes),
    undo: () => omit(queries, project, codes),
  }).catch(() => undefined);
}

export interface New {
  after?: string;
  scene?: string;
  /** The card it begins with, as a copy has. */
  card?: Card;
}

/** Plan a new shot; gives its code. Done again after an undo it is the same shot, put back. */
export async function insertShot(queries: QueryClient, project: string, wanted: New): Promise<string> {
  let code = "";
  const { card, after = "", scene = "" } = wanted;
  const one = {
    label: card ? `Duplicated ${card.code}` : "New shot",
    run: async () => {
      if (code) return putBack(queries, project, [code]);
      const body = { after, scene, card: card ?? null };
      const { data } = await api.POST("/api/projects/{project_id}/shots", { ...at(project), body });
      code = data!.card.code;
      one.label = card ? `Duplicated ${card.code} as ${code}` : `New shot ${code}`;
      return anew(queries);
    },
    undo: () => omit(queries, project, [code]),
  };
  await edit(one).catch(() => undefined);
  return code;
}

/** A copy of a shot behind it. */
export async function duplicateShot(queries: QueryClient, project: string, shot: string): Promise<string> {
  const params = { params: { path: { project_id: project, shot } } };
  const { data } = await api.GET("/api/projects/{project_id}/shots/{shot}/card", params);
  return insertShot(queries, project, { after: shot, card: data!.card as Card });
}
