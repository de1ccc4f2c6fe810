import { defineConfig, type UserConfig } from "tsdown";

/** What every output shares: dependencies stay external, types are emitted beside the code, names carry no hash. */
const shared = {
  platform: "node",
  target: "node20.19",
  sourcemap: false,
  hash: false,
  clean: false,
  fixedExtension: false,
  tsconfig: "tsconfig.build.json",
} satisfies UserConfig;

const library = { "analyzer/index": "analyzer/index.ts", "contracts/index": "contracts/index.ts" };

const runtime = {
  "shim/index": "shim/index.ts",
  "contracts/index": "contracts/index.ts",
  "adapters/redis/index": "adapters/redis/index.ts",
};

/** `unconduct` into dist/ and `unconduct-runtime` into runtime/dist/. The command line is ESM only. */
export default defineConfig([
  { ...shared, entry: { "bin/unconduct": "bin/unconduct.ts", ...library }, outDir: "dist", format: "esm", dts: false },
  { ...shared, entry: library, outDir: "dist", format: "cjs", dts: false },
  { ...shared, entry: runtime, outDir: "runtime/dist", format: ["esm", "cjs"], dts: false },
]);
