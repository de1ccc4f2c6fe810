import { describe, expect, it } from "vitest";
import { undocumentedExports } from "../../scripts/undocumented-exports.ts";

const namesIn = (text: string): string[] => undocumentedExports("x.ts", text).map(({ name }) => name);

describe("undocumentedExports", () => {
  it.each([
    ["const", "export const a = 1;"],
    ["function", "export function a() {}"],
    ["async function", "export async function a() {}"],
    ["class", "export class a {}"],
    ["interface", "export interface a {}"],
    ["type", "export type a = 1;"],
    ["enum", "export enum a {}"],
    ["destructured const", "export const { a } = b;"],
    ["name exported below", "const a = 1;\nexport { a };"],
    ["name exported as another", "const a = 1;\nexport { a as b };"],
    ["line comment", "// about a\nexport const a = 1;"],
    ["plain block comment", "/* about a */\nexport const a = 1;"],
    ["empty doc comment", "/** */\nexport const a = 1;"],
    ["comment of something else", "/** about b */\nconst b = 1;\nexport const a = 1;"],
  ])("finds a %s", (_, text) => {
    expect(namesIn(text)).toEqual(["a"]);
  });

  it.each([
    ["a doc comment", "/** About a. */\nexport const a = 1;"],
    ["a doc comment where the name is declared", "/** About a. */\nconst a = 1;\nexport { a };"],
    ["a link as doc comment", "/** See {@link b}. */\nexport type a = 1;"],
    ["a type beside a documented value", "/** About a. */\nexport const a = 1;\nexport type a = 1;"],
    ["an overload", "/** About a. */\nexport function a(): void;\nexport function a(x?: 1): void {}"],
    ["re-exports", 'export * from "./b.ts";\nexport { a } from "./b.ts";'],
    ["what is not exported", "const a = 1;\nfunction b() {}"],
    ["default exports with a comment", "/** About it. */\nexport default { a: 1 };"],
  ])("accepts %s", (_, text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it("gives the line, and a name once however often it is declared", () => {
    expect(undocumentedExports("x.ts", "\nexport function a(): void;\nexport function a(x?: 1): void {}")).toEqual([
      { name: "a", line: 2 },
    ]);
  });

  it("finds an undocumented default export", () => {
    expect(namesIn("export default { a: 1 };")).toEqual(["default"]);
  });
});
