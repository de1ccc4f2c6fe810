import { awaitedInHelper, logLines, parenthesised } from "./in-place-changes.ts";
import type { Metamorphism } from "./metamorphism.ts";
import { fieldsTakenFirst, patternsTakenApart } from "./parameter-patterns.ts";
import { renameLocals } from "./rename-locals.ts";
import { splitBehindBarrel, splitFiles } from "./split-files.ts";
import { isSource } from "./text-edit.ts";

/** A new file that exports everything again and that nobody imports. */
const unusedBarrel: Metamorphism = {
  name: "unused barrel added",
  apply: (texts) => {
    const paths = [...texts.keys()].filter((path) => isSource(path) && !path.includes("node_modules"));
    const lines = paths.map((path) => `export * from "./${path.replace(/\.[cm]?[jt]sx?$/, "")}";`);
    return new Map([...texts, ["everything.ts", `${lines.join("\n")}\n`]]);
  },
};

/** Comments and blank lines move every offset. */
const commentsAdded: Metamorphism = {
  name: "comments and blank lines added",
  apply: (texts) =>
    new Map(
      [...texts].map(([path, text]) => [
        path,
        isSource(path) && !text.startsWith("#!")
          ? `// model.invoke("x")\n\n${text}\n/* createSupervisor({}) */\n`
          : text,
      ]),
    ),
};

/** Every change of the source that changes no class. */
export const METAMORPHISMS: readonly Metamorphism[] = [
  renameLocals,
  splitFiles,
  splitBehindBarrel,
  patternsTakenApart,
  fieldsTakenFirst,
  logLines,
  awaitedInHelper,
  parenthesised,
  unusedBarrel,
  commentsAdded,
];
