/** A script laid out as it is printed: each line where its kind stands on the page, pages ruled off. */
import { RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { Decoration, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { kinds, type Kind } from "../fountain";

/** Who is known to speak. */
export const knowNames = StateEffect.define<ReadonlySet<string>>();
/** The lines on which pages begin. */
export const knowPages = StateEffect.define<readonly number[]>();

interface Laid {
  kinds: Kind[];
  names: ReadonlySet<string>;
}

const laid = StateField.define<Laid>({
  create: (state) => ({ kinds: read(state, new Set()), names: new Set() }),
  update(before, transaction) {
    const effect = transaction.effects.find((one) => one.is(knowNames));
    const names = effect ? (effect.value as ReadonlySet<string>) : before.names;
    if (!transaction.docChanged && names === before.names) return before;
    return { kinds: read(transaction.state, names), names };
  },
});

function read(state: EditorState, names: ReadonlySet<string>): Kind[] {
  return kinds(state.doc.toString().split("\n"), names);
}

/** Where each page begins, as a place that moves with the text until pages are counted again. */
const pages = StateField.define<readonly number[]>({
  create: () => [],
  update(before, transaction) {
    const effect = transaction.effects.find((one) => one.is(knowPages));
    if (effect) {
      const { doc } = transaction.state;
      return (effect.value as readonly number[]).filter((line) => line <= doc.lines).map((line) => doc.line(line).from);
    }
    return transaction.docChanged ? before.map((at) => transaction.changes.mapPos(at)) : before;
  },
});

const byKind = new Map<string, Decoration>();

function line(kind: Kind, page: number): Decoration {
  const key = `${kind} ${page}`;
  const known = byKind.get(key);
  if (known) return known;
  const attributes = { "data-kind": kind, ...(page > 1 ? { "data-page": `${page}.` } : {}) };
  const made = Decoration.line({ attributes });
  byKind.set(key, made);
  return made;
}

function lines(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  const found = view.state.field(laid).kinds;
  const begins = new Map(view.state.field(pages).map((at, index) => [doc.lineAt(at).from, index + 1]));
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const one = doc.lineAt(at);
      builder.add(one.from, one.from, line(found[one.number - 1] ?? "action", begins.get(one.from) ?? 0));
      at = one.to + 1;
    }
  }
  return builder.finish();
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = lines(view);
    }
    update(update: ViewUpdate): void {
      const told = update.startState.field(laid) !== update.state.field(laid);
      const turned = update.startState.field(pages) !== update.state.field(pages);
      if (update.docChanged || update.viewportChanged || told || turned) this.decorations = lines(update.view);
    }
  },
  { decorations: (one) => one.decorations },
);

const MARKS = /\[\[[^\]]*\]\]|\*\*[^*\n]+\*\*|\*[^*\n]+\*|_[^_\n]+_/g;
const matcher = new MatchDecorator({
  regexp: MARKS,
  decoration: ([text]) => Decoration.mark({ class: cssOf(text ?? "") }),
});

function cssOf(text: string): string {
  if (text.startsWith("[[")) return "cm-note";
  if (text.startsWith("**")) return "cm-bold";
  return text.startsWith("*") ? "cm-italic" : "cm-underline";
}

const emphasis = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: (one) => one.decorations },
);

export function layout(): Extension {
  return [laid, pages, plugin, emphasis];
}
