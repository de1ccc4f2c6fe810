import { ts } from "ts-morph";
import { isInherited } from "./is-inherited.ts";
import { type Known, known, unknown } from "./known.ts";

/** What an operator gives for two values; unknown unless both are constants. */
export const operate = (operator: ts.SyntaxKind, left: Known, right: Known): Known => {
  if (operator === ts.SyntaxKind.InKeyword)
    return left.t === "const" && right.t === "record" && !right.open && !isInherited(String(left.value))
      ? known(right.fields.has(String(left.value)))
      : unknown;
  if (left.t !== "const" || right.t !== "const") return differs(operator, left, right);
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return known(a === b);
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return known(a !== b);
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken: {
      if (typeof a !== typeof b && !isNothing(a) && !isNothing(b)) return unknown; // one is made into the other first
      const equal = a === b || (isNothing(a) && isNothing(b));
      return known(equal === (operator === ts.SyntaxKind.EqualsEqualsToken));
    }
    default:
      return typeof a === "number" && typeof b === "number" ? numbers(operator, a, b) : texts(operator, a, b);
  }
};

const isNothing = (value: unknown): boolean => value === undefined || value === null;

const numbers = (operator: ts.SyntaxKind, a: number, b: number): Known => {
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return known(a + b);
    case ts.SyntaxKind.MinusToken:
      return known(a - b);
    case ts.SyntaxKind.LessThanToken:
      return known(a < b);
    case ts.SyntaxKind.LessThanEqualsToken:
      return known(a <= b);
    case ts.SyntaxKind.GreaterThanToken:
      return known(a > b);
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return known(a >= b);
    default:
      return unknown;
  }
};

const texts = (operator: ts.SyntaxKind, a: unknown, b: unknown): Known =>
  operator === ts.SyntaxKind.PlusToken && (typeof a === "string" || typeof b === "string")
    ? known(`${a}${b}`)
    : unknown;

/** What was made here is never a constant that it is compared with. */
const differs = (operator: ts.SyntaxKind, left: Known, right: Known): Known => {
  const isMade = [left, right].some((it) => it.t === "list" || it.t === "record" || it.t === "fn");
  const isConst = [left, right].some((it) => it.t === "const");
  if (!isMade || !isConst) return unknown;
  if (operator === ts.SyntaxKind.EqualsEqualsEqualsToken) return known(false);
  return operator === ts.SyntaxKind.ExclamationEqualsEqualsToken ? known(true) : unknown;
};
