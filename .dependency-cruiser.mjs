/**
 * The one-way rule as a failing check (`npm run deps`): bin -> cli -> everything; codemods -> the analyzer's entry;
 * adapters -> shim; all of them -> contracts; nobody -> test, bench, fixtures, scripts.
 * test/meta/one-way-rule.test.ts shows every rule failing once; a new rule needs its line there.
 */

/** Where users and other parts enter: everything that ships is reachable from one of these. */
const entries =
  "^(bin/unconduct|(analyzer|contracts|codemods|shim|adapters/[^/]+)/index|adapters/worker/fit-worker|analyzer/apart/audit-thread)\\.ts$";

/** Folders whose code ships in one of the two packages. */
const shipped = "^(bin|cli|contracts|analyzer|codemods|shim|adapters)/";
const npm = (name) => `^node_modules/${name}(/|$)`;

/** A limit between folders: what `from` must not import, why, and what to do instead. */
const limit = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: to },
});

/** A limit on a dependency: only the files that match `only` may import it. */
const confined = (name, modules, only, comment, to = {}) => ({
  name,
  severity: "error",
  comment,
  from: { path: shipped, pathNot: only },
  to: { path: modules, ...to },
});

const folderRules = [
  limit(
    "bin-to-cli-only",
    "^bin/",
    "^(contracts|analyzer|codemods|shim|adapters)/",
    "bin/ is three lines that nobody tests. Put the work into cli/ and call it from there.",
  ),
  limit(
    "contracts-import-nothing-of-ours",
    "^contracts/",
    "^(bin|cli|analyzer|codemods|shim|adapters)/",
    "Contracts are what everybody may import, so they import no part. Move the shared shape into contracts/.",
  ),
  {
    name: "contracts-to-zod-only",
    severity: "error",
    comment: "Both packages carry contracts/ with zod as their only dependency. Compute elsewhere; keep schemas here.",
    from: { path: "^contracts/" },
    to: { path: "^node_modules/", pathNot: npm("zod") },
  },
  limit(
    "analyzer-to-contracts-only",
    "^analyzer/",
    "^(bin|cli|codemods|shim|adapters)/",
    "The analyzer runs where no runtime is installed and prints nothing. Return data; let cli/ or codemods/ use it.",
  ),
  limit(
    "rules-and-reporters-see-only-the-model",
    "^analyzer/(rules|reporters)/",
    "^analyzer/(source|extract|flow|topology)/",
    "A rule or a reporter is a pure function of the audit. Let extract/ or flow/ put the missing fact into the model.",
  ),
  limit(
    "codemods-to-the-analyzer-entry-only",
    "^codemods/",
    "^(bin|cli|shim|adapters)/|^analyzer/(?!index\\.ts$)",
    "Codemods use analyzer/index.ts and contracts/. Export what is missing there; write runtime names as text.",
  ),
  limit(
    "shim-to-contracts-only",
    "^shim/",
    "^(bin|cli|analyzer|codemods|adapters)/",
    "The shim is policy and knows no vendor. Declare a port in shim/ports and implement it in adapters/.",
  ),
  limit(
    "adapters-to-shim-only",
    "^adapters/",
    "^(bin|cli|analyzer|codemods)/",
    "unconduct-runtime ships without analyzer and codemods. Pass what they found as data (audit/1, evidence/1).",
  ),
  limit(
    "nobody-imports-what-does-not-ship",
    shipped,
    "^(test|bench|fixtures|scripts)/",
    "That file is in no package. Move what you need into the folder that uses it.",
  ),
  limit(
    "fixtures-are-inert",
    "^(test|bench|scripts)/",
    "^fixtures/(?!scenarios/)",
    "Fixture apps are data: read the files or run the app in a child process. Only fixtures/scenarios/ is for tests.",
  ),
  limit(
    "scripts-stand-alone",
    "^scripts/",
    "^(test|bench)/",
    "Tests and CI use scripts/, so scripts/ cannot use them. Move the shared part into scripts/.",
  ),
];

const dependencyRules = [
  {
    name: "shim-knows-no-vendor",
    severity: "error",
    comment: "A vendor's type in the shim would bind every user to that vendor. Add a port, adapt it in adapters/.",
    from: { path: "^shim/" },
    to: { path: "^node_modules/", pathNot: npm("zod") },
  },
  confined(
    "ts-morph-where-source-is-read",
    npm("(ts-morph|typescript|oxc-[^/]+)"),
    "^analyzer/(source|extract|flow|topology)/|^codemods/",
    "Loading the compiler costs a second and a half. Extract the fact as data in analyzer/extract or analyzer/flow.",
  ),
  confined(
    "commander-in-cli",
    npm("commander"),
    "^cli/",
    "Arguments are parsed once, in cli/. Take plain values as parameters.",
  ),
  confined(
    "bullmq-in-its-adapter",
    npm("bullmq"),
    "^adapters/bullmq/",
    "Queues are reached through the bus port, so that memory and tests can stand in. Use shim/ports.",
  ),
  confined(
    "ioredis-in-redis-adapters",
    npm("ioredis"),
    "^adapters/(redis|langgraph-redis|bullmq)/",
    "A second place that talks to Redis would build its own keys. Use a port, or add the call to adapters/redis.",
  ),
  confined(
    "minisearch-in-its-adapter",
    npm("minisearch"),
    "^adapters/minisearch/",
    "Cards are searched through the card-search port, so that another search can stand in. Use shim/ports.",
  ),
  confined(
    "opentelemetry-in-its-adapter",
    npm("@opentelemetry"),
    "^adapters/opentelemetry/",
    "Spans and figures go through the telemetry port, so that no app has to install it. Use shim/ports.",
  ),
  confined(
    "langchain-in-langgraph-adapters",
    npm("@langchain"),
    "^adapters/langgraph",
    "The analyzer knows LangGraph as data and runs without it. Import types only, or move the code to adapters/langgraph.",
    { dependencyTypesNot: ["type-only"] },
  ),
  {
    name: "ship-no-development-dependency",
    severity: "error",
    comment: "It is not installed at the user's. Move it to `dependencies`, or the code to test/ or scripts/.",
    from: { path: shipped, pathNot: "^adapters/" },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
  },
  confined(
    "files-through-the-edge",
    "^(fs|fs/promises)$",
    "^analyzer/source/(scan-disk|disk-folder)\\.ts$|^cli/|^codemods/kit/",
    "Reading and writing live at the edge, so that the core runs on values. Take text as a parameter.",
  ),
  confined(
    "process-in-cli",
    "^process$",
    "^cli/",
    "Environment, exit and streams belong to cli/. Take the value as a parameter.",
  ),
  limit(
    "analyzer-runs-nothing",
    "^analyzer/",
    "^(child_process|vm|net|tls|http|https|http2|dgram)$",
    "An audit never runs the project's code and never leaves the root. Only `migrate` runs tools, in codemods/kit.",
  ),
];

const healthRules = [
  {
    name: "no-circles",
    severity: "error",
    comment: "A circle has no reading order. Move what both need into a third file that imports neither.",
    from: {},
    to: { circular: true },
  },
  {
    name: "resolvable",
    severity: "error",
    comment: "Nothing is there. Correct the path (with its .ts ending) or install the package.",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "no-dead-code",
    severity: "error",
    comment: "No entry reaches it. Use it or delete it; a registry that should list it is made by `npm run generate`.",
    from: { path: entries },
    to: { path: shipped, pathNot: ["/_template/", entries], reachable: false },
  },
];

export default {
  forbidden: [...folderRules, ...dependencyRules, ...healthRules],
  options: {
    doNotFollow: { path: "^(node_modules|fixtures)/" },
    exclude: { path: "(^|/)(dist|\\.cache|coverage)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ["import", "require", "node", "default"], exportsFields: ["exports"] },
  },
};
