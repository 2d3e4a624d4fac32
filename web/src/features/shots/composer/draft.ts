/** A card while it is changed: kept in the browser until it is saved or given up, whatever page one goes to. */
import { useCallback, useState, useSyncExternalStore } from "react";
import { api, Refused } from "~/api/client";
import { fail } from "~/ui/toast";
import { edit } from "~/ui/undo";
import type { Card } from "../card";

export type { Card };

interface Draft {
  /** What was changed, and which version of the card that was. */
  base: Card;
  version: number;
  card: Card;
}

/** What somebody else wrote meanwhile. */
export interface Clash {
  version: number;
  who: string;
  theirs: Card;
  was: Card;
}

const KEPT = "rushes:drafts";
const watchers = new Set<() => void>();
let drafts: Record<string, Draft> = read();

function read(): Record<string, Draft> {
  try {
    return JSON.parse(globalThis.sessionStorage?.getItem(KEPT) ?? "{}") as Record<string, Draft>;
  } catch {
    return {};
  }
}

function keep(key: string, draft: Draft | undefined): void {
  const others = Object.entries(drafts).filter(([name]) => name !== key);
  drafts = Object.fromEntries(draft ? [...others, [key, draft]] : others);
  globalThis.sessionStorage?.setItem(KEPT, JSON.stringify(drafts));
  watchers.forEach((tell) => tell());
}

function useDrafts(): Record<string, Draft> {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => drafts,
  );
}

/** The shots of a production whose cards are changed and not kept. */
export function useUnkept(project: string): string[] {
  const own = Object.keys(useDrafts()).filter((key) => key.startsWith(`${project}/`));
  return own.map((key) => key.slice(project.length + 1));
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The fields in which two cards differ; who planned it is none. */
export function differing(one: Card, other: Card): (keyof Card)[] {
  const names = Object.keys({ ...one, ...other }) as (keyof Card)[];
  return names.filter((name) => name !== "origin" && !same(one[name], other[name]));
}

/** Each field as whoever changed it wrote it; where both did, the one that is not asked stays. */
export function merged(clash: Clash, mine: Card, asked: Partial<Record<keyof Card, "mine" | "theirs">>): Card {
  const own = differing(clash.was, mine).filter((name) => {
    const both = !same(clash.was[name], clash.theirs[name]);
    return !both || asked[name] !== "theirs";
  });
  return { ...clash.theirs, ...Object.fromEntries(own.map((name) => [name, mine[name]])) };
}

async function put(project: string, card: Card, seen: number): Promise<number> {
  const params = { path: { project_id: project, shot: card.code }, query: { seen } };
  const { data } = await api.PUT("/api/projects/{project_id}/shots/{shot}/card", { params, body: card });
  return data!.version;
}

export function useDraft(project: string, kept: { card: Card; version: number }, refetch: () => Promise<unknown>) {
  const shot = kept.card.code;
  const key = `${project}/${shot}`;
  const draft = useDrafts()[key];
  const [clash, setClash] = useState<Clash | null>(null);
  const card = draft?.card ?? kept.card;

  const set = useCallback(
    (change: Partial<Card>) => {
      const {
        base,
        version,
        card: before,
      } = drafts[key] ?? { base: kept.card, version: kept.version, card: kept.card };
      const next = { ...before, ...change };
      keep(key, same(next, base) ? undefined : { base, version, card: next });
    },
    [key, kept.card, kept.version],
  );
  const discard = () => keep(key, undefined);

  /** Keeps the card; false where it could not be. */
  const save = async (mine = card, seen = draft?.version ?? kept.version, base = draft?.base ?? kept.card) => {
    let version: number;
    try {
      version = await put(project, mine, seen);
    } catch (error) {
      if (error instanceof Refused && error.code === "card_changed") setClash(clashOf(error, base));
      else fail(error);
      return false;
    }
    keep(key, undefined);
    setClash(null);
    let first = true;
    const names = differing(base, mine).map((name) => name.replace(/_/g, " "));
    await edit({
      label: `Changed ${shot}: ${names.length > 3 ? `${names.length} fields` : names.join(", ")}`,
      run: async () => {
        if (!first) version = await put(project, mine, version);
        first = false;
        await refetch();
      },
      undo: async () => {
        version = await put(project, base, version);
        await refetch();
      },
    });
    return true;
  };
  return {
    card,
    dirty: draft !== undefined,
    set,
    save,
    discard,
    clash,
    dismiss: () => setClash(null),
    overtaken: draft !== undefined && kept.version > draft.version,
  };
}

function clashOf(error: Refused, base: Card): Clash {
  const { version, who, card, was } = error.facts as { version: number; who: string; card: Card; was: Card | null };
  return { version, who, theirs: card, was: was ?? base };
}
