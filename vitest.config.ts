import { defineConfig } from "vitest/config";

/** The suite of `npm test`: needs no build. What needs `dist/` is in vitest.packages.config.ts. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/e2e/packed-*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".cache/results/test.json" }]],
    // One core less is the default: with two cores half of the machine would stand idle.
    maxWorkers: "100%",
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
