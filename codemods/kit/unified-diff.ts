import { createTwoFilesPatch } from "diff";
import type { FileChange } from "./plan-files.ts";

/** The change of one file as a unified diff with three lines of context, as git prints it; ends in a newline. */
export function unifiedDiff({ file, before, after }: FileChange): string {
  const from = before === null ? "/dev/null" : `a/${file}`;
  const patch = createTwoFilesPatch(from, `b/${file}`, before ?? "", after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "").replace(/^(---|\+\+\+) (.*?)\t?$/gm, "$1 $2");
}
