/** What of a library is looked at: words, kinds, and what is wanting. */
import { fit } from "~/ui/commands";
import { KINDS, type Glance, type Kind } from "./asked";

export type Want = "all" | "pictures" | "clearance" | "approval" | "stale" | "unused";

const WANTS: { value: Want; label: string; holds: (one: Glance) => boolean }[] = [
  { value: "all", label: "All", holds: () => true },
  { value: "pictures", label: "Without pictures", holds: ({ shows }) => shows !== "reference" && shows !== "sheet" },
  { value: "approval", label: "Not approved", holds: ({ state }) => state === "draft" },
  { value: "clearance", label: "Not cleared", holds: ({ lacking }) => lacking.length > 0 },
  { value: "stale", label: "With stale takes", holds: ({ stale }) => stale > 0 },
  { value: "unused", label: "In no shot", holds: ({ shots }) => shots === 0 },
];

export interface Group {
  kind: Kind;
  title: string;
  assets: Glance[];
}

/** Those that fit the words and the want, by kind. */
export function grouped(all: Glance[], words: string, want: Want): Group[] {
  const holds = WANTS.find(({ value }) => value === want)!.holds;
  const found = all.filter((one) => holds(one) && fits(one, words));
  return (Object.keys(KINDS) as Kind[])
    .map((kind) => ({ kind, title: KINDS[kind].many, assets: found.filter((one) => one.kind === kind) }))
    .filter(({ assets }) => assets.length > 0);
}

function fits(one: Glance, words: string): boolean {
  return [one.code, one.name, one.description, ...one.scenes].some((text) => fit(words, text) > 0);
}

/** How many hold each want; those that nothing holds are not offered. */
export function wanting(all: Glance[]): { value: Want; label: string; many: number }[] {
  return WANTS.map(({ value, label, holds }) => ({ value, label, many: all.filter(holds).length })).filter(
    ({ value, many }) => value === "all" || many > 0,
  );
}

/** An id for a name, as cards will write it: "The last tape" is PR-LAST-TAPE. */
export function idFor(kind: Kind, name: string): string {
  const bare = name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
  const slug = bare.replace(/^(THE|AN?) /, "").replace(/[^A-Z0-9]+/g, "-");
  return `${KINDS[kind].prefix}-${slug.replace(/^-+|-+$/g, "").slice(0, 36)}`;
}
