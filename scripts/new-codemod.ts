import { codemodScaffold } from "./codemod-scaffold.ts";
import { runScaffold } from "./run-scaffold.ts";

runScaffold("npm run new:codemod <stage> <id>", () => codemodScaffold(process.argv[2], process.argv[3]));
