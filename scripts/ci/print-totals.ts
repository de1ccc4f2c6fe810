import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestReport, testTotals, totalsLine } from "./test-totals.ts";

// Each suite leaves its last report here; .ci/run empties the folder first.
const folder = ".cache/results";
const files = existsSync(folder) ? readdirSync(folder) : [];
const reports = files.map((file): TestReport => JSON.parse(readFileSync(join(folder, file), "utf8")));
console.log(reports.length === 0 ? "no test ran to its end" : totalsLine(testTotals(reports)));
