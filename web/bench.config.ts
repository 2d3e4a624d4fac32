/** What is measured in a real browser; `make bench` runs it and prints the numbers. */
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config";

export default defineConfig({
  ...journeys,
  testDir: "bench",
  testMatch: "*.ts",
  workers: 1,
  timeout: 600_000,
  fullyParallel: false,
});
