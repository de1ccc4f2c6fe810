import { defineConfig, type UserConfig } from "tsdown";

/**
 * What every output shares: dependencies stay imports, types lie beside the code, a warning fails the build. A file for
 * a file: shared chunks once made `unconduct/contracts` load the analyzer for one of the bundler's own functions.
 */
const shared = {
  platform: "node",
  target: "node20.19",
  tsconfig: "tsconfig.build.json",
  deps: { skipNodeModulesBundle: true },
  dts: true,
  unbundle: true,
  hash: false,
  clean: false,
  fixedExtension: false,
  failOnWarn: true,
  checks: { legacyCjs: false, pluginTimings: false },
} satisfies UserConfig;

const library = { "analyzer/index": "analyzer/index.ts", "contracts/index": "contracts/index.ts" };

/** Bundled: hundreds of small modules take a tenth of a second to load, in the main thread and again in the audit's. */
const command = {
  unconduct: "bin/unconduct.ts",
  // A thread starts from a file of its own, beside the chunk that starts it.
  "audit-thread": "analyzer/apart/audit-thread.ts",
};

/**
 * All that the command line takes of ts-morph is the compiler, which the package that ts-morph itself takes it from gives too:
 * without the wrappers, and required, since an import would first read 9 MB for the names of its exports. A tenth of a second.
 */
const compilerAlone = {
  name: "compiler-alone",
  resolveId: { order: "pre", handler: (id: string) => (id === "ts-morph" ? "\0compiler" : undefined) } as const,
  load: (id: string) =>
    id === "\0compiler"
      ? 'import { createRequire } from "node:module";\nexport const { ts } = createRequire(import.meta.url)("@ts-morph/common");'
      : undefined,
};

const runtime = {
  "shim/index": "shim/index.ts",
  "contracts/index": "contracts/index.ts",
  "adapters/langgraph/index": "adapters/langgraph/index.ts",
  "adapters/memory/index": "adapters/memory/index.ts",
  "adapters/opentelemetry/index": "adapters/opentelemetry/index.ts",
  "adapters/redis/index": "adapters/redis/index.ts",
  "adapters/langgraph-redis/index": "adapters/langgraph-redis/index.ts",
  "adapters/registry-first/index": "adapters/registry-first/index.ts",
  "adapters/worker/index": "adapters/worker/index.ts",
  // A thread starts from a file of its own.
  "adapters/worker/fit-worker": "adapters/worker/fit-worker.ts",
  "adapters/minisearch/index": "adapters/minisearch/index.ts",
  "adapters/energetic-ai/index": "adapters/energetic-ai/index.ts",
};

/** `unconduct` into dist/ (its command line is ESM only) and `unconduct-runtime` into runtime/dist/. */
export default defineConfig([
  {
    ...shared,
    entry: command,
    outDir: "dist/bin",
    format: "esm",
    unbundle: false,
    dts: false,
    plugins: [compilerAlone],
  },
  { ...shared, entry: library, outDir: "dist", format: ["esm", "cjs"] },
  { ...shared, entry: runtime, outDir: "runtime/dist", format: ["esm", "cjs"] },
]);
