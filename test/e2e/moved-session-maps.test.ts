import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MigratedApp, migratedCopy } from "../harness/migrated-app.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

const owned = withRedisServer();
const input = join(import.meta.dirname, "../../fixtures/codemods/move-session-maps/rewrites-visits-and-notes/input");
let migrated: MigratedApp;
beforeAll(async () => {
  migrated = await migratedCopy(input, "desk", 3);
}, 120_000);
afterAll(() => migrated && rmSync(migrated.parent, { recursive: true }));

/** Runs lines after the app's import in a process of its own; what they print, as JSON. */
async function run(folder: string, lines: string): Promise<unknown> {
  const script = join(migrated.parent, "desk", `script-${crypto.randomUUID()}.ts`);
  const app = JSON.stringify(join(folder, "src/main.ts"));
  writeFileSync(script, `import { visit, visitsOf } from ${app};\n${lines}\nprocess.exit(0);\n`);
  const env = { ...process.env, REDIS_URL: `redis://127.0.0.1:${owned().server.port}` };
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], { env });
  return JSON.parse(stdout);
}

const tenVisits = `await Promise.all(Array.from({ length: 10 }, (_, it) => visit("anna", String(it))));
console.log(JSON.stringify(await visitsOf("anna")));`;

it("says what the map said, and what two processes write at once is all there", { timeout: 120_000 }, async () => {
  expect(migrated.changes.filter((it) => it.startsWith("move-session-maps"))).toHaveLength(2);
  const before = await run(input, tenVisits);
  expect(await run(migrated.folder, tenVisits)).toEqual(before);
  await Promise.all([run(migrated.folder, tenVisits), run(migrated.folder, tenVisits)]);
  expect(await run(migrated.folder, `console.log(JSON.stringify(await visitsOf("anna")));`)).toMatchObject({
    count: 30,
    notes: { length: 30 },
  });
});
