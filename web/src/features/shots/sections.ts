/** The board in sections: shots that play one after the other, under the scene they belong to. */

interface Placed {
  shot: string;
  scene: string;
}

export interface Section {
  /** Of its place on the board: a scene may come twice, where another is cut into it. */
  id: string;
  scene: string;
  /** Whether the scene has begun before and goes on here. */
  goesOn: boolean;
  shots: string[];
  /** How many it has, shown or not. */
  of: number;
}

/** The sections in the order they play in; scenes without a shot stand where the script has them. */
export function sections(board: Placed[], scenes: string[], shown: Placed[] = board): Section[] {
  const visible = new Set(shown.map(({ shot }) => shot));
  const filtered = shown.length < board.length;
  const seen = new Set<string>();
  const found = joined(runs(board)).map(({ scene, shots }): Section => {
    const goesOn = seen.has(scene);
    seen.add(scene);
    return {
      id: `${scene}:${shots[0]}`,
      scene,
      goesOn,
      shots: shots.filter((shot) => visible.has(shot)),
      of: shots.length,
    };
  });
  if (filtered) return found.filter(({ shots }) => shots.length > 0);
  return withEmpty(found, scenes);
}

interface Run {
  scene: string;
  shots: string[];
}

function runs(board: Placed[]): Run[] {
  const found: Run[] = [];
  for (const { shot, scene } of board) {
    const last = found.at(-1);
    if (last?.scene === scene) last.shots.push(shot);
    else found.push({ scene, shots: [shot] });
  }
  return found;
}

/** Shots of another scene that are cut into one stay within it. */
function joined(found: Run[]): Run[] {
  const whole: Run[] = [];
  for (let at = 0; at < found.length; at++) {
    const run = found[at]!;
    const last = whole.at(-1);
    const next = found[at + 1];
    if (last && next && last.scene === next.scene) {
      last.shots.push(...run.shots, ...next.shots);
      at += 1;
    } else whole.push(run);
  }
  return whole;
}

function withEmpty(found: Section[], scenes: string[]): Section[] {
  const told = new Set(found.map(({ scene }) => scene));
  const whole = [...found];
  scenes.forEach((scene, place) => {
    if (told.has(scene)) return;
    const before = new Set(scenes.slice(0, place));
    const at = whole.findLastIndex((section) => before.has(section.scene)) + 1;
    whole.splice(at, 0, { id: `${scene}:`, scene, goesOn: false, shots: [], of: 0 });
  });
  return whole;
}
