/** The screenplay editor: Fountain, laid out as it is printed. */
import "@fontsource/courier-prime/latin-400.css";
import "@fontsource/courier-prime/latin-400-italic.css";
import "@fontsource/courier-prime/latin-700.css";
import "@fontsource/courier-prime/latin-ext-400.css";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { ChangeSet, EditorState, type ChangeDesc } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap } from "@codemirror/view";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { name, type Known } from "../fountain";
import { completion, knowWords } from "./complete";
import { knowNames, knowPages, layout } from "./layout";
import { knowShots, margin, type ShotSpan } from "./margin";
import { theme } from "./theme";

export interface EditorHandle {
  go: (at: number) => void;
  write: (text: string) => void;
}

interface Props {
  /** The text as it is saved: what `shots` are told of. */
  base: string;
  /** The text with what was written and not saved. */
  begun: string;
  handle: Ref<EditorHandle>;
  known: Known;
  pages: readonly number[];
  shots: readonly ShotSpan[];
  onText: (text: string) => void;
  onPlace: (at: number) => void;
  onShot: (shot: string) => void;
}

/** Makes the text say this by the smallest change, so that what is looked at stays where it is. */
function write(view: EditorView, next: string): void {
  const now = view.state.doc.toString();
  if (now === next) return;
  const most = Math.min(now.length, next.length);
  let from = 0;
  while (from < most && now[from] === next[from]) from++;
  let behind = 0;
  while (behind < most - from && now[now.length - 1 - behind] === next[next.length - 1 - behind]) behind++;
  view.dispatch({ changes: { from, to: now.length - behind, insert: next.slice(from, next.length - behind) } });
}

export function Editor({ base, begun, handle, known, pages, shots, ...on }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const since = useRef<ChangeDesc>(ChangeSet.empty(base.length));
  const view = useRef<EditorView>(null);
  const latest = useRef(on);
  useEffect(() => {
    latest.current = on;
  });
  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: base,
        extensions: [
          history(),
          drawSelection(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          search({ top: true }),
          keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "Script" }),
          layout(),
          margin((shot) => latest.current.onShot(shot)),
          completion(),
          theme,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              since.current = since.current.composeDesc(update.changes.desc);
              latest.current.onText(update.state.doc.toString());
            }
            if (update.docChanged || update.selectionSet) latest.current.onPlace(update.state.selection.main.head);
          }),
        ],
      }),
    });
    view.current = made;
    write(made, begun);
    return () => made.destroy();
    // The text is the editor's own once it is open; whoever changes it calls `write`, or saves another.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useImperativeHandle(handle, () => ({
    go: (at) => {
      view.current?.dispatch({
        selection: { anchor: Math.min(at, view.current.state.doc.length) },
        effects: EditorView.scrollIntoView(Math.min(at, view.current.state.doc.length), { y: "start", yMargin: 24 }),
      });
      view.current?.focus();
    },
    write: (next) => view.current && write(view.current, next),
  }));
  const saved = useRef(base);
  useEffect(() => {
    if (!view.current || saved.current === base) return;
    saved.current = base;
    write(view.current, base);
    since.current = ChangeSet.empty(base.length);
  }, [base]);
  useEffect(() => {
    const names = new Set(known.characters.map(name));
    view.current?.dispatch({ effects: [knowWords.of(known), knowNames.of(names)] });
  }, [known]);
  useEffect(() => {
    view.current?.dispatch({ effects: knowPages.of(pages) });
  }, [pages]);
  useEffect(() => {
    const now = shots.map((one) => ({
      ...one,
      from: since.current.mapPos(one.from, 1),
      to: since.current.mapPos(one.to, -1),
    }));
    view.current?.dispatch({ effects: knowShots.of(now) });
  }, [shots]);
  return <div ref={place} style={{ height: "100%", minWidth: 0 }} />;
}
