import { defineConfig } from "vitest/config";

/** The suite of `npm run test:packages`: packs what `npm run build` made, installs it elsewhere and uses it. */
export default defineConfig({
  test: {
    include: ["test/e2e/packed-*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".cache/results/packages.json" }]],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
