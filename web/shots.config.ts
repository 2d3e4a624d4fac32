/** Pictures of every page at two widths, into build/shots; `make shots`. */
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config";

export default defineConfig({ ...journeys, testDir: "shots", testMatch: "*.ts", workers: 1, timeout: 300_000 });
