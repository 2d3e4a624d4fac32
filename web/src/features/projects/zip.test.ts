import { expect, test } from "vitest";
import { checksum, isEnclosed, isSheet, zip } from "./zip";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a file is known by its checksum", () => {
  expect(checksum(bytes("123456789"))).toBe(0xcbf43926);
});

test("sheets and scripts are kept, media are left where they are", () => {
  expect(["film/project.toml", "film/shots.csv", "film/Two.fountain", "a.PDF"].every(isSheet)).toBe(true);
  expect(["film/takes/x.mp4", "film/notes.txt", "__MACOSX/film/shots.csv"].some(isSheet)).toBe(false);
});

test("references and papers come along", () => {
  expect(["film/references/CH-ADA/01_FACE.png", "papers/CH-ADA.pdf"].every(isEnclosed)).toBe(true);
  expect(["film/takes/x.mp4", "film/references.csv", "__MACOSX/references/x.png"].some(isEnclosed)).toBe(false);
});

test("a file's local header says its size, and the end says how many there are", async () => {
  const made = new DataView(await zip([{ name: "a.csv", data: bytes("x,y\n") }]).arrayBuffer());

  expect(made.getUint32(0, true)).toBe(0x04034b50);
  expect(made.getUint32(22, true)).toBe(4);
  expect(made.getUint16(26, true)).toBe(5);
  const end = made.byteLength - 22;
  expect(made.getUint32(end, true)).toBe(0x06054b50);
  expect(made.getUint16(end + 10, true)).toBe(1);
  expect(made.getUint32(made.getUint32(end + 16, true), true)).toBe(0x02014b50);
});
