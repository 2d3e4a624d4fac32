/** What the board shows: its shots in the order they play in, the remarks on them, and what of it is asked for. */
import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { $api, type Schemas } from "~/api/client";
import { sections, type Section } from "./sections";

export type Shot = Schemas["ShotOnBoard"];
export type Remark = Schemas["RemarkOut"];
export type Shown = "grid" | "list" | "strip";

export const FLAGS = {
  "no-take": "Without a take",
  undecided: "Without a select",
  stale: "Stale",
  blocked: "Blocked",
  trouble: "Order failed",
  working: "Under way",
  warned: "With warnings",
  "no-standard": "Without a standard",
} as const;
type Flag = keyof typeof FLAGS;

export interface Wanted {
  view: Shown;
  scene: string;
  state: string;
  who: string;
  flag: string;
  words: string;
}

/** What of the board is shown, kept in the address. */
export function useWanted(): [Wanted, (change: Partial<Wanted>) => void] {
  const [asked, setAsked] = useSearchParams();
  const of = (name: string) => asked.get(name) ?? "";
  const view = ["list", "strip"].includes(of("view")) ? (of("view") as Shown) : "grid";
  const wanted = { view, scene: of("scene"), state: of("state"), who: of("who"), flag: of("flag"), words: of("words") };
  const change = (said: Partial<Wanted>) =>
    setAsked(
      (before) => {
        const next = new URLSearchParams(before);
        Object.entries(said).forEach(([name, value]) =>
          value && value !== "grid" ? next.set(name, value) : next.delete(name),
        );
        return next;
      },
      { replace: true },
    );
  return [wanted, change];
}

export interface Board {
  project: string;
  asked: ReturnType<typeof useAsked>;
  shots: Shot[];
  shown: Shot[];
  parts: Section[];
  remarks: Map<string, Remark[]>;
  names: Map<string, string>;
  headings: Map<string, string>;
  currency: string;
}

function useAsked(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/board", { params: { path: { project_id: project } } });
}

export function useBoard(wanted: Wanted): Board {
  const { project = "" } = useParams();
  const params = { params: { path: { project_id: project } } };
  const asked = useAsked(project);
  // What is doubtful is worked out once the shots are there, so that it does not hold them up.
  const remarked = $api.useQuery("get", "/api/projects/{project_id}/board/remarks", params, {
    enabled: asked.data !== undefined,
  });
  const scenes = $api.useQuery("get", "/api/projects/{project_id}/scenes", params);
  const budget = $api.useQuery("get", "/api/projects/{project_id}/budget", params);
  const plan = asked.data;
  const remarks = useMemo(() => byShot(remarked.data ?? []), [remarked.data]);
  const shown = useMemo(
    () => (plan ?? []).filter((shot) => fits(shot, wanted, remarks)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is wanted is made anew on every render
    [plan, remarks, wanted.scene, wanted.state, wanted.who, wanted.flag, wanted.words],
  );
  const parts = useMemo(
    () =>
      sections(
        plan ?? [],
        (scenes.data ?? []).filter((scene) => !scene.omitted).map(({ code }) => code),
        shown,
      ),
    [plan, scenes.data, shown],
  );
  const headings = useMemo(() => new Map(scenes.data?.map(({ code, heading }) => [code, heading])), [scenes.data]);
  const names = useMemo(() => new Map((plan ?? []).flatMap(({ who }) => who.map((id) => [id, named(id)]))), [plan]);
  const currency = budget.data?.currency ?? "USD";
  return { project, asked, shots: plan ?? [], shown, parts, remarks, names, headings, currency };
}

/** What an asset is called as long as only its id is known: CH-WREN is Wren. */
export function named(id: string): string {
  const words = id.slice(3).replace(/-/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function byShot(remarks: Remark[]): Map<string, Remark[]> {
  const found = new Map<string, Remark[]>();
  remarks.forEach((remark) => remark.shots.forEach((shot) => found.set(shot, [...(found.get(shot) ?? []), remark])));
  return found;
}

/** Remarks that say something is wrong; a risk is not. */
export function warnings(remarks: Remark[] | undefined): Remark[] {
  return (remarks ?? []).filter(({ risk }) => !risk);
}

function fits(shot: Shot, wanted: Wanted, remarks: Map<string, Remark[]>): boolean {
  if (wanted.scene && shot.scene !== wanted.scene) return false;
  if (wanted.state && (shot.takes === 0 || shot.best !== wanted.state)) return false;
  if (wanted.who && !shot.who.includes(wanted.who)) return false;
  if (wanted.flag && !flagged(shot, wanted.flag as Flag, remarks)) return false;
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  const told = `${shot.shot} ${shot.title} ${shot.action} ${shot.who.join(" ")}`.toLowerCase();
  return words.every((word) => told.includes(word));
}

function flagged(shot: Shot, flag: Flag, remarks: Map<string, Remark[]>): boolean {
  switch (flag) {
    case "no-take":
      return shot.takes === 0;
    case "undecided":
      return shot.best !== "selected" && shot.best !== "approved";
    case "stale":
      return shot.stale !== "";
    case "blocked":
      return shot.blocked !== "";
    case "trouble":
      return shot.trouble !== "";
    case "working":
      return shot.under_way > 0;
    case "warned":
      return warnings(remarks.get(shot.shot)).length > 0;
    case "no-standard":
      return shot.criteria === 0;
  }
}
