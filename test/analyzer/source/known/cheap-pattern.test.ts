import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { cheapPattern } from "../../../../analyzer/source/known/cheap-pattern.ts";

const patternOf = (text: string) => {
  const source = ts.createSourceFile("a.ts", `const it = ${text};`, ts.ScriptTarget.ESNext, true);
  const [statement] = source.statements;
  const literal =
    statement && ts.isVariableStatement(statement) && statement.declarationList.declarations[0]?.initializer;
  if (!literal || !ts.isRegularExpressionLiteral(literal)) throw new Error(`no pattern: ${text}`);
  return cheapPattern(literal);
};

describe("a pattern", () => {
  it.each([`/\\b(fares|hotels)\\b/`, `/[^a-z_+]/gi`, `/^\\s*"?(\\w+)"?\\s*$/`, `/\\(a\\)+/`, `/(?:fares)/`])(
    "that takes no time is tried: %s",
    (text) => {
      expect(`${patternOf(text)}`).toBe(text);
    },
  );

  it.each([
    `/(a+)+$/`,
    `/(a|a)*$/`,
    `/a*a*a*a*b/`,
    `/(?=a)b/`,
    `/(?<!a)b/`,
    `/(a)\\1/`,
    `/(?:ab){2,}/`,
    `/a/y`,
    `/a/gg`,
  ])("that may, or that is none, is not: %s", (text) => {
    expect(patternOf(text)).toBeUndefined();
  });
});
