import { Outlet } from "react-router";
import { redo, undo } from "~/ui/undo";
import { useKeys } from "~/ui/keys";
import { KeysHelp } from "./KeysHelp";
import { Palette } from "./Palette";

/** What every page has: the palette, undo, and the keys that are shown on `?`. */
export function Studio() {
  useKeys("Everywhere", [
    { keys: "mod+z", says: "Undo", run: () => void undo() },
    { keys: "mod+shift+z mod+y", says: "Redo", run: () => void redo() },
  ]);
  return (
    <>
      <Outlet />
      <Palette />
      <KeysHelp />
    </>
  );
}
