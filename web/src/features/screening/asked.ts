/** What an address of the screening room asks for: `S01-SH01-T02,S01-SH02-T01@12-40`. */
export interface Asked {
  take: string;
  /** Frames from `in` to and without `out`; all of them where nothing is said. */
  in?: number;
  out?: number;
}

const PART = /^([A-Z0-9-]+)(?:@(\d+)-(\d+))?$/;

export function asked(takes: string): Asked[] {
  return takes.split(",").flatMap((part) => {
    const [, take, first, last] = PART.exec(part.trim()) ?? [];
    if (!take) return [];
    if (first === undefined || Number(last) <= Number(first)) return [{ take }];
    return [{ take, in: Number(first), out: Number(last) }];
  });
}
