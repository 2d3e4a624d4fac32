/** A ZIP file of what the studio reads of a folder, stored as it is, so that a folder can be dropped onto the page. */

export interface Entry {
  name: string;
  data: Uint8Array;
}

const OURS = /(^|\/)(project\.toml|[a-z]+\.csv|[^/]+\.(fountain|fdx|pdf))$/i;
const ENCLOSED = /(^|\/)(references|papers)\/[^/]/;
const MOST = 32;

/** Whether a file of a folder is one that the studio reads. */
export function isSheet(path: string): boolean {
  return OURS.test(path) && !path.includes("__MACOSX");
}

/** Whether a file of a folder is one that its sheets may name: a reference, or the paper that proves a clearance. */
export function isEnclosed(path: string): boolean {
  return ENCLOSED.test(path) && !path.includes("__MACOSX");
}

/** The sheets of a dropped or chosen folder, and the files that they name, as one ZIP file. */
export async function packed(files: { path: string; file: Blob }[]): Promise<Blob> {
  const sheets = files.filter(({ path }) => isSheet(path) && !isEnclosed(path)).slice(0, MOST);
  const kept = [...sheets, ...files.filter(({ path }) => isEnclosed(path))];
  const entries = kept.map(async ({ path, file }) => ({ name: path, data: new Uint8Array(await file.arrayBuffer()) }));
  return zip(await Promise.all(entries));
}

export function zip(entries: Entry[]): Blob {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const { name, data } of entries) {
    const named = new TextEncoder().encode(name);
    const facts = [20, 0x0800, 0, 0, 0x21, checksum(data), data.length, data.length, named.length, 0];
    const head = record(0x04034b50, [...facts], [2, 2, 2, 2, 2, 4, 4, 4, 2, 2]);
    central.push(
      record(0x02014b50, [20, ...facts, 0, 0, 0, 0, at], [2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4]),
      named,
    );
    parts.push(head, named, data);
    at += head.length + named.length + data.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const many = entries.length;
  const end = record(0x06054b50, [0, 0, many, many, size, at, 0], [2, 2, 2, 2, 4, 4, 2]);
  return new Blob([...parts, ...central, end] as BlobPart[], { type: "application/zip" });
}

/** A little-endian record: its mark, then numbers of these many bytes. */
function record(mark: number, values: number[], sizes: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 + sizes.reduce((sum, size) => sum + size, 0)));
  view.setUint32(0, mark, true);
  let at = 4;
  sizes.forEach((size, place) => {
    if (size === 2) view.setUint16(at, values[place] ?? 0, true);
    else view.setUint32(at, values[place] ?? 0, true);
    at += size;
  });
  return new Uint8Array(view.buffer);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32, by which a ZIP file knows its files. */
export function checksum(data: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of data) value = TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
