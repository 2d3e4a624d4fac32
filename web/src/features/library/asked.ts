/** What the library is asked, and the edits of it that can be taken back. */
import { $api, api, sendFile, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";
import type { useQueryClient } from "@tanstack/react-query";

export type Glance = Schemas["AssetInGallery"];
export type Whole = Schemas["WholeAsset"];
export type Reference = Schemas["ReferenceOut"];
export type View = Schemas["ViewOut"];
export type Words = Record<string, string>;
export type Kind = Glance["kind"];
export type Queries = ReturnType<typeof useQueryClient>;

export const KINDS: Record<Kind, { one: string; many: string; prefix: string }> = {
  character: { one: "Character", many: "Characters", prefix: "CH" },
  location: { one: "Place", many: "Places", prefix: "LO" },
  prop: { one: "Prop", many: "Props", prefix: "PR" },
  wardrobe: { one: "Wardrobe", many: "Wardrobe", prefix: "WA" },
  look: { one: "Look", many: "Looks", prefix: "LK" },
  voice: { one: "Voice", many: "Voices", prefix: "VO" },
};

export const WORDS = ["name", "description", "locked", "may_vary", "negatives", "source"] as const;

export function useGallery(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/library", { params: { path: { project_id: project } } });
}

export function useAsset(project: string, asset: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/library/{asset}", {
    params: { path: { project_id: project, asset } },
  });
}

/** Everything of the library is asked again; other people's edits come by the feed. */
export function again(queries: Queries): Promise<void> {
  return queries.invalidateQueries({ predicate: ({ queryKey: [, path] }) => String(path).includes("/library") });
}

/** Where a picture of an asset is. */
export function beneath(project: string, picture: string): string {
  return `/api/projects/${project}/${picture}`;
}

export function fileOf(project: string, asset: string, reference: Reference, what: "file" | "thumb"): string {
  return beneath(project, `assets/${asset}/references/${reference.id}/${what}`);
}

/** One asset's edits. */
export function editsOf(project: string, found: Whole, queries: Queries) {
  const asset = found.asset.id;
  const path = { project_id: project, asset };
  const done = async (one: Parameters<typeof edit>[0]) => {
    const both = (run: () => Promise<unknown>) => async () => {
      await run();
      await again(queries);
    };
    await edit({ ...one, run: both(one.run), undo: both(one.undo) });
  };
  const at = (reference: string) => ({ params: { path: { ...path, reference } } });
  const put = async (body: Schemas["AssetIn"], seen: number) => {
    const { data } = await api.PUT("/api/projects/{project_id}/assets/{asset}", {
      params: { path, query: { seen } },
      body,
    });
    return data!.version;
  };
  return {
    /** Makes it say this, as of the version that was edited, and of what that one said. */
    say: (words: Words, before: Words, version: number) => {
      let seen = version;
      const write = (said: Words) => async () => {
        seen = await put(bodyOf(said), seen);
      };
      return done({ label: `Edited ${asset}`, run: write(words), undo: write(before) });
    },
    state: (state: Glance["state"]) => {
      const write = (body: Glance["state"]) => () =>
        api.PUT("/api/projects/{project_id}/assets/{asset}/state", { params: { path }, body: { state: body } });
      const label = { approved: `Approved ${asset}`, retired: `Retired ${asset}`, draft: `${asset} is a draft` }[state];
      return done({ label, run: write(state), undo: write(found.glance.state) });
    },
    clear: (said: Schemas["ClearanceIn"]) => {
      const write = (body: Schemas["ClearanceIn"]) => () =>
        api.PUT("/api/projects/{project_id}/assets/{asset}/clearance", { params: { path }, body });
      const { use, granted_by } = found.standing;
      const before = { clearance: found.asset.clearance!, use, granted_by };
      const label = `${asset} is ${said.clearance}`;
      return done({ label, run: write(said), undo: write(before) });
    },
    override: (reason: string) => {
      const write = (body: string) => () =>
        api.PUT("/api/projects/{project_id}/assets/{asset}/override", { params: { path }, body: { reason: body } });
      const label = reason ? `${asset} is used although it is blocked` : `${asset} is blocked again`;
      return done({ label, run: write(reason), undo: write(found.standing.override) });
    },
    tell: (one: Reference, said: Schemas["ReferenceIn"]) => {
      const write = (body: Schemas["ReferenceIn"]) => () =>
        api.PUT("/api/projects/{project_id}/assets/{asset}/references/{reference}", { ...at(one.id), body });
      const { role, view, note } = one;
      return done({ label: `${one.name} is for ${said.role}`, run: write(said), undo: write({ role, view, note }) });
    },
    order: (ids: string[]) => {
      const write = (body: string[]) => () =>
        api.PUT("/api/projects/{project_id}/assets/{asset}/references/order", {
          params: { path },
          body: { ids: body },
        });
      const before = found.references.map(({ id }) => id);
      return done({ label: `Ordered the references of ${asset}`, run: write(ids), undo: write(before) });
    },
    remove: (one: Reference) =>
      done({
        label: `Removed ${one.name}`,
        run: () => api.DELETE("/api/projects/{project_id}/assets/{asset}/references/{reference}", at(one.id)),
        undo: () => api.POST("/api/projects/{project_id}/assets/{asset}/references/{reference}/restore", at(one.id)),
      }),
    bring: (file: File) => {
      const where = beneath(project, `assets/${asset}/references?name=${encodeURIComponent(file.name)}`);
      let made: Reference | undefined;
      return done({
        label: `${file.name} is a reference of ${asset}`,
        run: async () => {
          if (made)
            await api.POST("/api/projects/{project_id}/assets/{asset}/references/{reference}/restore", at(made.id));
          else made = (await sendFile(where, file)) as Reference;
        },
        undo: () => api.DELETE("/api/projects/{project_id}/assets/{asset}/references/{reference}", at(made!.id)),
      });
    },
    prove: async (file: File) => {
      await sendFile(beneath(project, `assets/${asset}/proof?name=${encodeURIComponent(file.name)}`), file);
      await again(queries);
    },
  };
}

export type Edits = ReturnType<typeof editsOf>;

/** What an asset says, and the fields of its profile, by name. */
export function wordsOf({ asset, fields }: Whole): Words {
  const said = WORDS.map((name) => [name, asset[name] ?? ""] as const);
  return Object.fromEntries([...said, ...fields.map(({ name }) => [name, asset.profile?.[name] ?? ""] as const)]);
}

/** The same as an edit sends it. */
function bodyOf(words: Words): Schemas["AssetIn"] {
  const { name = "", description = "", locked = "", may_vary = "", negatives = "", source = "", ...fields } = words;
  const profile = Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim()));
  return { name, description, locked, may_vary, negatives, source, profile };
}
