/** The way of a production from a script to a handoff, one step after another. */
import type { Home } from "./asked";

export interface Step {
  label: string;
  says: string;
  page: string;
  done: boolean;
}

export function steps({ stages, scenes }: Pick<Home, "stages" | "scenes">): Step[] {
  const shots = sum(scenes.map((scene) => scene.shots));
  const [taken, selected, approved] = [
    sum(scenes.map((scene) => scene.taken)),
    sum(scenes.map((scene) => scene.selected)),
    sum(scenes.map((scene) => scene.approved)),
  ];
  const cut = stages.find(({ id }) => id === "post")?.outputs.some(({ done }) => done) ?? false;
  return [
    { label: "Open the script", says: "Write or bring a scene.", page: "script", done: scenes.length > 0 },
    { label: "Open the board", says: "Plan the first shots.", page: "board", done: shots > 0 },
    {
      label: "Order takes",
      says: "No shot has a take yet: begin with the first scene.",
      page: "board?order=first",
      done: taken > 0,
    },
    {
      label: "Review",
      says: "Look at the takes and select one of each shot.",
      page: "dailies",
      done: selected >= shots,
    },
    { label: "Approve", says: "Approve what is selected.", page: "dailies", done: approved >= shots },
    { label: "Open the cut", says: "Put the selects in order.", page: "cut", done: cut },
  ];
}

function sum(values: number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
