import { checkId, ScaffoldError, type ScaffoldPlan } from "./scaffold-plan.ts";
import { stageFolders } from "./stage-folders.ts";

/** What a new codemod is copied from and to. `stage` is a number, a name or a folder: 3, state, stage-3-state. */
export const codemodScaffold = (stage: string | undefined, argument: string | undefined): ScaffoldPlan => {
  const shelf = stageFolders.find(({ stage: number, name, folder }) =>
    [`${number}`, name, folder].includes(stage ?? ""),
  );
  if (!shelf) {
    const known = stageFolders.map(({ stage: number, name }) => `${number} ${name}`).join(", ");
    const found = stage === undefined ? "none was given" : `${JSON.stringify(stage)} is not one`;
    throw new ScaffoldError(`A codemod belongs to a stage (${known}): ${found}.`);
  }
  const id = checkId("codemod", argument);
  return {
    what: "codemod",
    id,
    placeholder: "template-codemod",
    parts: [
      { from: "codemods/_template", to: `codemods/${shelf.folder}/${id}` },
      { from: "fixtures/codemods/_template", to: `fixtures/codemods/${id}` },
      { from: "docs/codemods/_template.md", to: `docs/codemods/${id}.md` },
    ],
    replacements: [
      ["stage: 3,", `stage: ${shelf.stage},`],
      ["Stage: 3.", `Stage: ${shelf.stage}.`],
    ],
  };
};
