/** How a script looks: twelve-point Courier on a page of sixty columns. */
import { EditorView } from "@codemirror/view";

/** Columns from the left and to the right of a page's sixty that each kind stands within. */
function within(left: number, right: number) {
  return { paddingLeft: `${left}ch`, paddingRight: `${right}ch` };
}

export const theme = EditorView.theme(
  {
    "&": { height: "100%", backgroundColor: "transparent", color: "var(--text)" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": {
      fontFamily: "var(--screenplay)",
      fontSize: "var(--script-size, 14px)",
      lineHeight: "1.25",
      justifyContent: "center",
      overflow: "auto",
    },
    ".cm-content": {
      flex: "0 0 auto",
      width: "calc(60ch + 76px)",
      padding: "28px 44px 50vh 32px",
      backgroundColor: "var(--panel)",
      caretColor: "var(--accent)",
    },
    ".cm-line": { padding: "0", position: "relative" },
    ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
      backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent) !important",
    },
    ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--raised) 70%, transparent)" },
    ".cm-line[data-kind=heading]": { fontWeight: "700", textTransform: "uppercase", scrollMarginTop: "24px" },
    ".cm-line[data-kind=character]": within(22, 0),
    ".cm-line[data-kind=dialogue]": within(10, 15),
    ".cm-line[data-kind=lyric]": { ...within(10, 15), fontStyle: "italic" },
    ".cm-line[data-kind=parenthetical]": within(16, 18),
    ".cm-line[data-kind=transition]": { textAlign: "right" },
    ".cm-line[data-kind=centered]": { textAlign: "center" },
    ".cm-line[data-kind=section]": { color: "var(--accent)", fontFamily: "var(--sans)", fontSize: "0.9em" },
    ".cm-line[data-kind=synopsis]": { color: "var(--quiet)", fontFamily: "var(--sans)", fontSize: "0.85em" },
    ".cm-line[data-kind=title]": { color: "var(--quiet)" },
    ".cm-line[data-kind=note], .cm-note": { color: "var(--state-selected)" },
    ".cm-line[data-kind=boneyard]": { color: "var(--faint)" },
    ".cm-line[data-kind=page]": { color: "var(--faint)" },
    ".cm-line[data-page]": { borderTop: "1px dashed var(--line-strong)" },
    ".cm-line[data-page]::before": {
      content: "attr(data-page)",
      position: "absolute",
      right: "-36px",
      top: "-1px",
      color: "var(--quiet)",
      fontSize: "13px",
      fontWeight: "400",
    },
    ".cm-bold": { fontWeight: "700" },
    ".cm-italic": { fontStyle: "italic" },
    ".cm-underline": { textDecoration: "underline" },
    ".cm-gutters": { backgroundColor: "transparent", border: "0", color: "var(--quiet)" },
    ".cm-margin .cm-gutterElement": { width: "84px", padding: "0" },
    ".cm-shots": { position: "relative", height: "100%" },
    ".cm-shot-bar": {
      position: "absolute",
      top: "0",
      bottom: "0",
      width: "2px",
      backgroundColor: "var(--line-strong)",
    },
    ".cm-shot-bar[data-state=stale]": {
      background: "repeating-linear-gradient(var(--state-stale) 0 4px, transparent 4px 7px)",
    },
    ".cm-shot": {
      display: "block",
      margin: "0 14px 0 auto",
      padding: "0 3px",
      border: "0",
      borderRadius: "3px",
      background: "none",
      color: "var(--quiet)",
      font: "11px/20px var(--mono)",
      whiteSpace: "nowrap",
      cursor: "pointer",
    },
    ".cm-shot:hover": { backgroundColor: "var(--raised)", color: "var(--text)" },
    ".cm-shot[data-state=stale]": { color: "var(--state-stale)" },
    ".cm-tooltip": { backgroundColor: "var(--raised)", border: "1px solid var(--line-strong)", borderRadius: "6px" },
    ".cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", fontFamily: "var(--screenplay)", fontSize: "14px" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
      backgroundColor: "var(--accent)",
      color: "var(--on-accent)",
    },
    ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)" },
    ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)" },
  },
  { dark: true },
);
