import { benchAudit } from "./audit/bench-audit.ts";
import { benchLookup } from "./lookup.ts";
import { benchRouting } from "./routing.ts";
import { benchSequences } from "./sequences.ts";
import { benchShim } from "./shim.ts";
import { benchState } from "./state.ts";

const benches: Record<string, (args: string[]) => string | Promise<string>> = {
  audit: benchAudit,
  lookup: benchLookup,
  routing: benchRouting,
  sequences: benchSequences,
  shim: benchShim,
  state: benchState,
};

// npm run bench -- routing <folder of an intent data set> [--no-encoder] [--held-out domain,domain] [--chart name]
// npm run bench -- audit [checkout] [--rounds 3], or: -- audit [folder] --against <other checkout>/dist/bin/unconduct.js
// npm run bench -- lookup [agents, 1000]
// npm run bench -- sequences
// npm run bench -- shim [--pairs 60] [--runs 20] [--only "memory log"]
// npm run bench -- state [rounds]
const [name = "", ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`bench: ${JSON.stringify(name)} is not one of: ${Object.keys(benches).join(", ")}`);
  process.exitCode = 2;
} else {
  const text = await bench(args);
  if (text !== "") console.log(text);
}
