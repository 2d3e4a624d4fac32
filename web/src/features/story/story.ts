/** What the story page asks and does. */
import { $api, api, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";

export type Told = Schemas["StoryOut"];
export type Card = Schemas["StoryCard"];
export type Story = Schemas["Story"];
export type Beat = Schemas["Beat"];
export type Finding = Omit<Schemas["FindingOut"], "span">;
export type Draft = Schemas["DraftOut"];
export type Part = Told["stretches"][number]["part"];

export const PARTS: { part: Part; label: string; asks: string }[] = [
  { part: "want", label: "Want", asks: "What does the lead want, and need by when?" },
  { part: "obstacle", label: "Obstacle", asks: "What stands in the way, that can be seen?" },
  { part: "escalation", label: "Escalation", asks: "What makes it worse, and costs more?" },
  { part: "turn", label: "Turn", asks: "What changes its meaning?" },
  { part: "payoff", label: "Payoff", asks: "How does it end, in one image?" },
];

export const OBSTACLES = ["time", "weather", "surveillance", "locked door", "rival", "failing machine", "other"];
export const TURNS = ["object changes meaning", "location reveals a secret", "character makes a choice", "other"];
export const CHARGES = ["--", "-", "0", "+", "++"];
export const QUESTIONS: { question: string; asks: string }[] = [
  { question: "idea", asks: "What of the idea must be a person's, and what may a machine draft?" },
  { question: "script", asks: "Who writes the words, and who decides that they stay?" },
  { question: "storyboards", asks: "Which panels can be made here, and do they agree with each other?" },
  { question: "cast", asks: "Can each face be the same in every shot, and who said yes to it?" },
  { question: "locations", asks: "Can each place be the same from every side?" },
  { question: "filming", asks: "Which shots can be made here, and which keep failing?" },
  { question: "post", asks: "What is cut, mixed and lettered here, and what goes to somebody else?" },
];
/** What a language model can be asked to draft, that a person can keep. */
export const DRAFTS = [
  { value: "loglines", label: "Loglines" },
  { value: "outline", label: "Outline" },
  { value: "beats", label: "Beats" },
  { value: "script", label: "Script" },
];

export function useStory(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/story", { params: { path: { project_id: project } } });
}

export function usePremise(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/premise", { params: { path: { project_id: project } } });
}

export function useDrafts(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/drafts", { params: { path: { project_id: project } } });
}

/** Tells the story so; undone, as it was told before. */
export async function tell(project: string, card: Card, before: Told, label: string): Promise<void> {
  let seen = before.seen;
  const write = (body: Card) => async () => {
    const { data } = await api.PUT("/api/projects/{project_id}/story", {
      params: { path: { project_id: project }, query: { seen } },
      body,
    });
    seen = data!.seen;
  };
  await edit({ label, run: write(card), undo: write(before.card) });
}

/** Findings as one works through them: what blocks first, then doubts, then what nobody could judge. */
export function ranked(findings: readonly Finding[]): Finding[] {
  const rank = ({ outcome, severity }: Finding) =>
    outcome === "doubtful" ? (severity === "grave" ? 0 : 1) : outcome === "cannot_judge" ? 2 : 3;
  return findings.filter(({ outcome }) => outcome !== "passed").sort((one, other) => rank(one) - rank(other));
}

/** How the value rises over the beats: the height of each end, from -2 to 2, where it is said. */
export function heights(beats: readonly Beat[]): (number | undefined)[] {
  return beats.flatMap(({ starts, ends }) => [height(starts), height(ends)]);
}

function height(charge: Beat["starts"]): number | undefined {
  const at = charge ? CHARGES.indexOf(charge) : -1;
  return at < 0 ? undefined : at - 2;
}

/** The places of the shares after one is moved: the rest keep their proportions, and all make one film. */
export function shared(spine: Record<Part, number>, part: Part, share: number): Record<Part, number> {
  const kept = Math.min(0.9, Math.max(0, Math.round(share * 100) / 100));
  const rest = PARTS.map((one) => one.part).filter((one) => one !== part);
  const sum = rest.reduce((all, one) => all + spine[one], 0);
  const made = { ...spine, [part]: kept };
  for (const one of rest) made[one] = Math.round((1 - kept) * (sum > 0 ? spine[one] / sum : 0.25) * 100) / 100;
  const over = 1 - PARTS.reduce((all, one) => all + made[one.part], 0);
  made[rest.at(-1)!] = Math.round((made[rest.at(-1)!] + over) * 100) / 100;
  return made;
}
