import type { LeftMark } from "../../contracts/code-stages.ts";
import { markPattern } from "./mark-edits.ts";
import { isSourceFile } from "./parse-source.ts";
import type { Project } from "./project.ts";

/** Every comment that codemods left for a person in the source files of a project, sorted by file and line. */
export function findMarks(project: Project): LeftMark[] {
  const files = [...project.tree.files.keys()].filter(isSourceFile).sort();
  return files.flatMap((file) => {
    const text = project.tree.readText(file) ?? "";
    if (!text.includes("@unconduct ")) return [];
    return text.split("\n").flatMap((line, index): LeftMark[] => {
      const [found, kind, codemod] = markPattern.exec(line) ?? [];
      if (found === undefined || codemod === undefined) return [];
      const reason = line
        .slice(line.indexOf(found) + found.length)
        .replace(/^:?\s*/, "")
        .trimEnd();
      return [{ file, line: index + 1, codemod, kind: kind === "ignore" ? "ignore" : "todo", reason }];
    });
  });
}
