/** The browser of the journeys: one that is installed, or the one that comes with the packages. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import packaged from "@sparticuz/chromium";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** How it is launched; `RUSHES_BROWSER` names another. */
export async function launch() {
  const own = process.env.RUSHES_BROWSER ?? installed();
  const args = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"];
  if (own) return { executablePath: own, args };
  return { executablePath: await packaged.executablePath(), args: [...packaged.args, ...args] };
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
