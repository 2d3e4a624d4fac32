/** Notes as edits: each can be taken back by the same route with the former values. */
import { useCallback } from "react";
import { api, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";
import type { Note } from "./asked";
import { useRefresh } from "./useRefresh";

export type NewNote = Omit<Schemas["NewNote"], "on">;

export interface Notes {
  add: (take: string, said: NewNote) => Promise<void>;
  change: (label: string, note: Note, to: Partial<Schemas["ChangedNote"]>) => Promise<void>;
}

export function useNotes(project: string): Notes {
  const refresh = useRefresh();
  const put = useCallback(
    async (note: Note, seen: number, to: Partial<Schemas["ChangedNote"]>): Promise<Note> => {
      const { text, kind, start, end, x, y, drawing } = note;
      const resolved = note.resolved_by !== "";
      const { data } = await api.PUT("/api/projects/{project_id}/notes/{note}", {
        params: { path: { project_id: project, note: note.id } },
        body: { text, kind, start, end, x, y, drawing, resolved, removed: note.removed, ...to, seen },
      });
      await refresh();
      return data as Note;
    },
    [project, refresh],
  );
  const add = useCallback(
    async (take: string, said: NewNote) => {
      let made: Note | undefined;
      await edit({
        label: `Note on ${take}`,
        run: async () => {
          if (made) made = await put(made, made.version, { removed: false });
          else made = await create(project, take, said);
          await refresh();
        },
        undo: async () => {
          made = await put(made!, made!.version, { removed: true });
        },
      });
    },
    [project, put, refresh],
  );
  const change = useCallback(
    async (label: string, note: Note, to: Partial<Schemas["ChangedNote"]>) => {
      let version = note.version;
      await edit({
        label,
        run: async () => {
          version = (await put(note, version, to)).version;
        },
        undo: async () => {
          version = (await put(note, version, {})).version;
        },
      });
    },
    [put],
  );
  return { add, change };
}

async function create(project: string, take: string, said: NewNote): Promise<Note> {
  const { data } = await api.POST("/api/projects/{project_id}/notes", {
    params: { path: { project_id: project } },
    body: { ...said, on: `take:${take}` },
  });
  return data as Note;
}
