/** The keys of the dailies room: a hundred takes without the mouse. */
import { useKeys } from "~/ui/keys";
import type { State } from "./asked";
import { WORDS, type Word } from "./draft";
import type { Tab } from "./Side";
import { GIVEN } from "./VerdictPanel";

interface RoomKeys {
  give: (state: State) => void;
  focus: (word: Word) => void;
  ask: () => void;
  write: (hand: "pin" | "pen") => void;
  leave: () => void;
  writing: boolean;
  compare: () => void;
  sayUsable: () => void;
  clearUsable: () => void;
  sendBack: () => void;
  setTab: (tab: Tab) => void;
}

export function useRoomKeys(does: RoomKeys): void {
  useKeys("Review", [
    ...GIVEN.map(({ state, key, label }) => ({ keys: key, says: label, run: () => does.give(state) })),
    ...WORDS.map(({ name, label, key }) => ({
      keys: key,
      says: `Say: ${label.toLowerCase()}`,
      run: () => does.focus(name),
    })),
    { keys: "q", says: "The narrow questions, one by one", run: does.ask },
    { keys: "t", says: "A note at this frame, or from in to out", run: () => does.write("pin") },
    { keys: "d", says: "Draw on this frame", run: () => does.write("pen") },
    { keys: "u", says: "From in to out is usable", run: does.sayUsable },
    { keys: "shift+u", says: "Nothing is said to be usable", run: does.clearUsable },
    { keys: "v", says: "Another take beside it, and away", run: does.compare },
    { keys: "shift+r", says: "Send back with a named change", run: does.sendBack },
    { keys: "shift+s", says: "Standard and questions", run: () => does.setTab("standard") },
    { keys: "shift+n", says: "Notes", run: () => does.setTab("notes") },
    { keys: "shift+c", says: "Continuity", run: () => does.setTab("continuity") },
    { keys: "shift+m", says: "What it is made of", run: () => does.setTab("made") },
  ]);
  useKeys("Note", [{ keys: "Escape", says: "Leave the note", run: does.leave }], does.writing);
}
