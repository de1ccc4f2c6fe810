import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { leakName, leakText, randomLeak, simpleLeaks } from "../../test/harness/leaks/leak-case.ts";
import { SeededRandom } from "../../test/harness/leaks/seeded-random.ts";
import type { SoakResult } from "./soak-result.ts";

const folder = fileURLToPath(new URL("../../.leaks/", import.meta.url));
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: ["node"],
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Checks that the texts of the leak test are sound TypeScript against the real packages: a leak that does not compile proves nothing. */
export const soakLeakTypes = async ([compositions = "150", seed = "1"]: readonly string[]): Promise<SoakResult> => {
  const random = new SeededRandom(Number(seed));
  const simple = simpleLeaks().filter((leak, n, all) => leak.source === all[0]?.source || n % 13 === 0);
  const leaks = [...simple, ...Array.from({ length: Number(compositions) }, () => randomLeak(random))];
  const files = new Map(
    leaks.map((leak, n) => [join(folder, `${n}.ts`), { text: leakText(leak), name: leakName(leak) }]),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const known = files.get(file);
    return known ? ts.createSourceFile(file, known.text, ts.ScriptTarget.ES2023) : getSourceFile(file, ...rest);
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  const failures = [...files].flatMap(([file, { name }]) =>
    [
      ...program.getSyntacticDiagnostics(program.getSourceFile(file)),
      ...program.getSemanticDiagnostics(program.getSourceFile(file)),
    ].map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, " ").slice(0, 200)}`),
  );
  return { lines: [`${leaks.length} texts type-checked`], failures };
};
