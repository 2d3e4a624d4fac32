/** What every box of the composer knows: the card, how it is changed, the words there are, what is doubtful. */
import { createContext, useContext } from "react";
import type { Schemas } from "~/api/client";
import type { Card } from "./draft";

export type Worksheet = Omit<Schemas["WorksheetOut"], "card"> & { card: Card };
export type Remark = Schemas["RemarkOut"];

export interface Composing {
  project: string;
  card: Card;
  set: (change: Partial<Card>) => void;
  sheet: Worksheet;
  words: Schemas["VocabularyOut"];
  doubts: Remark[];
}

export const Composer = createContext<Composing | null>(null);

export function useComposing(): Composing {
  return useContext(Composer)!;
}

export const BOXES = {
  job: "Job",
  frame: "Frame",
  action: "Action",
  move: "Camera move",
  light: "Light",
  audio: "Sound",
  references: "References and anchors",
  continuity: "Continuity",
  constraints: "Constraints",
  standard: "Pass standard",
} as const;
export type BoxName = keyof typeof BOXES;

const OF_FIELD: Record<string, BoxName> = {
  seconds: "job",
  framing: "frame",
  lens: "frame",
  action: "action",
  subjects: "action",
  movement: "move",
  dialogue: "audio",
  refs: "references",
  anchors: "references",
  standard: "standard",
};

/** In which box a doubt belongs; what concerns several shots stands in none. */
export function boxOf(doubt: Remark): BoxName | undefined {
  return OF_FIELD[doubt.about];
}
