import { soakConnections } from "./soak/connections.ts";
import { soakFlips } from "./soak/flips.ts";
import { soakLeakTypes } from "./soak/leak-compile.ts";
import { soakLeaks } from "./soak/leaks.ts";
import { soakMetamorphic } from "./soak/metamorphic.ts";
import { soakMigrate } from "./soak/migrate.ts";
import { soakMigrateCompiled } from "./soak/migrate-compiled.ts";
import type { SoakResult } from "./soak/soak-result.ts";
import { soakYield } from "./soak/yield.ts";

const soaks: Readonly<Record<string, (args: readonly string[]) => Promise<SoakResult>>> = {
  connections: soakConnections,
  flips: soakFlips,
  leaks: soakLeaks,
  "leak-compile": soakLeakTypes,
  metamorphic: soakMetamorphic,
  migrate: soakMigrate,
  "migrate-compiled": soakMigrateCompiled,
  yield: soakYield,
};

// npm run soak: all of them. npm run soak -- leaks [cases] [seed], -- leak-compile [compositions] [seed],
// -- metamorphic [rounds] [seed], -- migrate [folder of checkouts] [part of a name] [stage: all],
// -- migrate-compiled <folder of installed checkouts> [part of a name], -- connections [seconds],
// -- yield <folder of checkouts> <folder of label files> [part of a name],
// -- flips [seconds] [tenants] [seed]
const [wanted, ...args] = process.argv.slice(2);
const names = wanted === undefined ? Object.keys(soaks) : [wanted];
for (const name of names) {
  const soak = soaks[name];
  if (!soak) {
    console.error(`soak: ${JSON.stringify(name)} is not one of: ${Object.keys(soaks).join(", ")}`);
    process.exitCode = 2;
    break;
  }
  const { lines, failures } = await soak(args);
  for (const line of lines) console.log(`${name}: ${line}`);
  for (const failure of failures) console.log(`${name}: FAILED ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
