import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

// npm run check [-- --skip <step>]: every check, in CI's order; stops at the first that fails.
const steps = ["typecheck", "lint", "deps", "build", "test", "test:packages"];
const { values } = parseArgs({ options: { skip: { type: "string", multiple: true, default: [] } } });
const unknown = values.skip.filter((step) => !steps.includes(step));
if (unknown.length > 0) {
  console.error(`check: ${unknown.join(", ")} is not one of: ${steps.join(", ")}`);
  process.exit(2);
}
for (const step of steps.filter((name) => !values.skip.includes(name))) {
  const start = performance.now();
  const { status } = spawnSync("npm", ["run", "--silent", step], { stdio: "inherit" });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`check: ${step} ${status === 0 ? "passed" : "FAILED"} after ${seconds} s`);
  if (status !== 0) process.exit(1);
}
