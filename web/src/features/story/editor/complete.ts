/** Completion of who speaks, where it is and when. */
import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { offers, type Known } from "../fountain";

export const knowWords = StateEffect.define<Known>();

const known = StateField.define<Known>({
  create: () => ({ characters: [], places: [], times: [] }),
  update: (before, { effects }) => {
    const effect = effects.find((one) => one.is(knowWords));
    return effect ? (effect.value as Known) : before;
  },
});

function source({ state, pos, explicit }: CompletionContext): CompletionResult | null {
  const line = state.doc.lineAt(pos);
  if (pos !== line.to) return null;
  const before = line.number > 1 ? state.doc.line(line.number - 1).text : "";
  const found = offers(line.text, before, state.field(known));
  if (!found || (!explicit && line.text.length < 1)) return null;
  const typed = line.text.slice(found.from).toUpperCase();
  const options = found.options.filter((label) => label.toUpperCase().startsWith(typed) && label !== typed);
  if (options.length === 0) return null;
  return { from: line.from + found.from, options: options.map((label, at) => ({ label, boost: -at })), filter: false };
}

export function completion(): Extension {
  return [known, autocompletion({ override: [source], icons: false, activateOnTyping: true, closeOnBlur: true })];
}
