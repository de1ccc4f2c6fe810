import { describe, expect, it } from "vitest";
import { exportsByText } from "../../../../analyzer/source/exports-by-text.ts";
import { marksOf } from "../../../../analyzer/source/scan/text-marks.ts";

describe("marksOf", () => {
  it.each([
    `export * from "./a";`,
    `export type * from './a';`,
    `export * as a from "./a";`,
    `export { a, b as c } from "./a";`,
    `export type {\n  A,\n} from "./a";`,
    `module.exports = require("./a");`,
    `export { a }; export { b } from "./b";`,
  ])("says that %s may pass something on, as its exports do", (text) => {
    expect(exportsByText(text).from).not.toEqual([]);
    expect(marksOf(text).passesOn).toBe(true);
  });

  it.each([`import a from "./a"; export { a };`, `export const from = "./a";`, `const a = require("./a");`])(
    "says that %s passes nothing on",
    (text) => {
      expect(exportsByText(text).from).toEqual([]);
      expect(marksOf(text).passesOn).toBe(false);
    },
  );

  it.each(["model.invoke(x)", "model\n  .bindTools([])", "builder.addNode('a', b)"])("says that %s may run", (text) => {
    expect(marksOf(text).mayRun).toBe(true);
    expect(marksOf(text.replace("(", "")).mayRun).toBe(false);
  });

  it.each(["export enum A {}", "export const enum A {}", "export declare const enum A {}"])(
    "sees that of %s",
    (text) => {
      expect(marksOf(text).hasEnum).toBe(true);
      expect(marksOf(text.replace("export", "")).hasEnum).toBe(false);
    },
  );
});
