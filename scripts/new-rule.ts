import { ruleScaffold } from "./rule-scaffold.ts";
import { runScaffold } from "./run-scaffold.ts";

runScaffold("npm run new:rule <id>", () => ruleScaffold(process.argv[2]));
