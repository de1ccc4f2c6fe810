// Loaded into a measured process (`--require`): writes what it used to the file that UNCONDUCT_BENCH_USAGE names.
const { writeFileSync } = require("node:fs");

const file = process.env.UNCONDUCT_BENCH_USAGE;
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(file, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 }));
});
