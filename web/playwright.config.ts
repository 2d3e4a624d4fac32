/** Journeys through the studio in a real browser, against a real studio with a worker. */
import { defineConfig } from "@playwright/test";
import { launch } from "./journeys/browser";

const PORT = Number(process.env.RUSHES_JOURNEY_PORT ?? 8047);
const PYTHON = process.env.RUSHES_PYTHON ?? ".venv/bin/python";

export default defineConfig({
  testDir: "journeys",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: true,
  reporter: "line",
  outputDir: "test-results",
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: await launch(),
    trace: "retain-on-failure",
  },
  webServer: {
    // The studio refuses settings that it does not know.
    command: `env -u RUSHES_JOURNEY_PORT -u RUSHES_PYTHON -u RUSHES_BROWSER ${PYTHON} -m tests.browser ${PORT}`,
    cwd: "..",
    url: `http://127.0.0.1:${PORT}/health`,
    stdout: "ignore",
    timeout: 60_000,
  },
});
