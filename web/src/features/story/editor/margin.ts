/** The shots in the margin: which words each covers, followed as one types; a click opens the shot. */
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, gutter, GutterMarker } from "@codemirror/view";

export interface ShotSpan {
  shot: string;
  title: string;
  from: number;
  to: number;
  /** Whether its words are as its card was planned for. */
  state: "kept" | "stale" | "lost";
  /** In which column of the margin it is drawn. */
  lane: number;
}

export const knowShots = StateEffect.define<readonly ShotSpan[]>();

const spans = StateField.define<readonly ShotSpan[]>({
  create: () => [],
  update(before, transaction) {
    const effect = transaction.effects.find((one) => one.is(knowShots));
    if (effect) return lanes(effect.value as ShotSpan[]);
    if (!transaction.docChanged) return before;
    const { changes } = transaction;
    return before.map((one) => ({ ...one, from: changes.mapPos(one.from, 1), to: changes.mapPos(one.to, -1) }));
  },
});

/** Spans side by side where they overlap. */
export function lanes(all: readonly ShotSpan[]): ShotSpan[] {
  const ends: number[] = [];
  return [...all]
    .sort((one, other) => one.from - other.from)
    .map((one) => {
      const free = ends.findIndex((end) => end <= one.from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = one.to;
      return { ...one, lane };
    });
}

class Bars extends GutterMarker {
  constructor(
    readonly here: readonly ShotSpan[],
    readonly begins: readonly ShotSpan[],
    readonly open: (shot: string) => void,
  ) {
    super();
  }

  override eq(other: Bars): boolean {
    const same = (one: readonly ShotSpan[], two: readonly ShotSpan[]) =>
      one.length === two.length &&
      one.every(
        ({ shot, state, lane }, at) => shot === two[at]?.shot && state === two[at].state && lane === two[at].lane,
      );
    return same(this.here, other.here) && same(this.begins, other.begins);
  }

  override toDOM(): HTMLElement {
    const cell = document.createElement("div");
    cell.className = "cm-shots";
    for (const one of this.here) {
      const bar = document.createElement("span");
      bar.className = "cm-shot-bar";
      bar.dataset.state = one.state;
      bar.style.right = `${one.lane * 6}px`;
      cell.append(bar);
    }
    for (const one of this.begins) {
      const label = document.createElement("button");
      label.type = "button";
      label.className = "cm-shot";
      label.dataset.state = one.state;
      label.textContent = one.state === "kept" ? one.shot : `~${one.shot}`;
      label.title = one.title;
      label.tabIndex = -1;
      label.onclick = () => this.open(one.shot);
      cell.append(label);
    }
    return cell;
  }
}

export function margin(open: (shot: string) => void): Extension {
  return [
    spans,
    gutter({
      class: "cm-margin",
      lineMarker(view, block) {
        const { from, to } = view.state.doc.lineAt(block.from);
        const all = view.state.field(spans);
        const here = all.filter((one) => one.from <= to && one.to > from && one.to > one.from);
        const begins = here.filter((one) => one.from >= from && one.from <= to);
        return here.length > 0 ? new Bars(here, begins, open) : null;
      },
      lineMarkerChange: (update) => update.docChanged || update.startState.field(spans) !== update.state.field(spans),
    }),
    EditorView.contentAttributes.of({ spellcheck: "true" }),
  ];
}
