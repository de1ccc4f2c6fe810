import type { Difference } from "../shim/state/differing-paths.ts";

/** Where two sides differ, on one line; path "": what one side lacks. */
export const differenceText = (differences: readonly Difference[]): string =>
  differences.map(({ path, kind }) => (path === "" ? "not there" : `${path} (${kind})`)).join(", ");
