/** Takes of the room shown to a guest: the one that is looked at, the selects, or all. */
import { GuestLinks } from "~/ui/GuestLinks";
import type { Row } from "./asked";

interface ShareProps {
  project: string;
  take: string;
  called: string;
  rows: readonly Row[];
  onClose: () => void;
}

export function Share({ project, take, called, rows, onClose }: ShareProps) {
  const selects = rows.filter((row) => row.state === "selected" || row.state === "approved");
  const choices = [
    { value: "take", label: take || "No take", clips: clipsOf(rows.filter((row) => row.take === take)) },
    { value: "selects", label: `Selects that are shown (${selects.length})`, clips: clipsOf(selects) },
    { value: "all", label: `All that are shown (${rows.length})`, clips: clipsOf(rows) },
  ];
  return <GuestLinks project={project} called={called} choices={choices} onClose={onClose} />;
}

function clipsOf(rows: readonly Row[]) {
  return rows.map(({ take }) => ({ take, frames: null }));
}
