/** Files that were dropped, folders looked into. */

const MOST = 2000;

interface Found {
  path: string;
  file: File;
}

export async function read(dropped: DataTransfer): Promise<Found[]> {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const loose = [...dropped.files].map((file) => ({ path: file.name, file }));
  if (!entries.some(({ isDirectory }) => isDirectory)) return loose;
  const found: Found[] = [];
  for (const entry of entries) await look(entry, "", found);
  return found;
}

async function look(entry: FileSystemEntry, within: string, found: Found[]): Promise<void> {
  if (found.length >= MOST) return;
  const path = `${within}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((give, refuse) => (entry as FileSystemFileEntry).file(give, refuse));
    found.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, refuse) => reader.readEntries(give, refuse));
    if (some.length === 0) return;
    for (const one of some) await look(one, `${path}/`, found);
  }
}
