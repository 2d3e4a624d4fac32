import { Outlet } from "react-router";
import { Toasts } from "~/ui/toast";
import { redo, undo } from "~/ui/undo";
import { useKeys } from "~/ui/keys";
import { KeysHelp } from "./KeysHelp";
import { Palette } from "./Palette";

/** What every page has: the palette, undo, the keys that are shown on `?`, and what has just happened. */
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
      <Toasts />
    </>
  );
}
