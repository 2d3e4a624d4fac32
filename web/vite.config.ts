import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const STUDIO = process.env.RUSHES_STUDIO ?? "http://127.0.0.1:7878";

export default defineConfig({
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: { outDir: "../src/rushes/site", emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { "/api": STUDIO, "/health": STUDIO } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    setupFiles: "src/ui/vitest.setup.ts",
  },
});
