import { basename, dirname, join } from "node:path";

/** Where a file's next text is written before it is renamed; in the same folder, so that the rename is one step. */
export const tempOf = (target: string, runId: string): string =>
  join(dirname(target), `.${basename(target)}.${runId}.tmp`);
