import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import { parseSource } from "../../kit/parse-source.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { HopSite } from "./hop-site.ts";

/** Why a hop is not certain: code outside of the graph may set, while a run waits, what the conductor decides by. */
export function setFromOutside(context: PlanContext, { hop, conductor }: HopSite): string | undefined {
  const channels = Object.keys(hop.writes ?? {});
  if (!hop.always || channels.length === 0) return undefined;
  for (const file of context.files.filter((it) => /\.[cm]?[jt]sx?$/.test(it))) {
    const text = context.readText(file) ?? "";
    if (!/\.(bulkU|u)pdateState\(/.test(text)) continue;
    let found = false;
    walkNodes(parseSource(file, text), (node) => {
      if (ts.isCallExpression(node) && /\.(bulkU|u)pdateState$/.test(node.expression.getText()))
        found ||= maySet(node, channels);
    });
    if (found)
      return `${file} sets the state of waiting runs (updateState), and may set what ${conductor} decides by (${channels.join(", ")})`;
  }
  return undefined;
}

/** False only for a literal of named values that are others. */
function maySet({ arguments: [, values] }: ts.CallExpression, channels: readonly string[]): boolean {
  if (!values || !ts.isObjectLiteralExpression(values)) return true;
  return values.properties.some((it) => {
    const name = it.name && (ts.isIdentifier(it.name) || ts.isStringLiteral(it.name)) ? it.name.text : undefined;
    return name === undefined || channels.includes(name);
  });
}
