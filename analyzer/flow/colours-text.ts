import { ts } from "ts-morph";
import { importedFrom } from "../extract/facts/imported-from.ts";
import type { Analysis } from "../source/analysis.ts";

const PACKAGES =
  /^(chalk|picocolors|kleur(\/colors)?|colorette|yoctocolors|ansi-colors|ansis|nanocolors|cli-color|colors(\/safe)?)$/;
/** Looked at first: a question to the checker costs a thousand times more. */
const STYLE =
  /^(red|green|yellow|blue|magenta|cyan|white|black|gr[ae]y|orange|bold|dim|italic|underline|inverse|reset|strikethrough|bg[A-Z]\w*|\w+Bright)$/;

/** `chalk.bold.red(text)`, `red(text)` of a package that gives its argument back as a text in colour. */
export const coloursText = (analysis: Analysis, callee: ts.Expression): boolean => {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!ts.isIdentifier(name) || !STYLE.test(name.text)) return false;
  let root: ts.Expression = callee;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  return PACKAGES.test(importedFrom(analysis, root)?.specifier ?? "");
};
