import { join } from "node:path";
import { scaffold } from "./scaffold.ts";
import { ScaffoldError, type ScaffoldPlan } from "./scaffold-plan.ts";

/** Runs a scaffold in this repository and prints what it made, or what the user should do differently (exit code 2). */
export const runScaffold = (usage: string, toPlan: () => ScaffoldPlan): void => {
  try {
    for (const path of scaffold(join(import.meta.dirname, ".."), toPlan())) console.log(path);
    console.log("Next: make the cases fail for your own reason, then write the code. `npm test` runs them.");
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    console.error(`${error.message}\nUsage: ${usage}`);
    process.exitCode = 2;
  }
};
