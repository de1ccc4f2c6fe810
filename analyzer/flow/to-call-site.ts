import type { ts } from "ts-morph";
import type { CallSite } from "../../contracts/call-site.ts";
import { siteName } from "../extract/site.ts";
import { enclosingName, oneLine } from "../source/syntax.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { Decision } from "./decide.ts";
import { evidenceOf } from "./evidence-of.ts";
import type { FlowContext } from "./flow-context.ts";
import { rolesAround } from "./graphs-around.ts";

/** The id of the app that runs a node's code; null when it belongs to none. */
export type AppAt = (node: ts.Node) => string | null;

/** A classified site as `audit/1` has it, but for the ordinal that tells equal ids apart. */
export const toCallSite = (context: FlowContext, found: ClassifiedSite, decision: Decision, appAt: AppAt): CallSite => {
  const { analysis } = context;
  const { site } = found;
  const name = siteName(site);
  const file = name.getSourceFile();
  const start = name.getStart(file);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const roles = rolesAround(context, site.node);
  const nodes = new Set(roles.flatMap((r) => (r.t === "tool" ? [] : [r.t === "node" ? r.node : r.from])));
  const expr = oneLine(site.node);
  const enclosing = enclosingName(site.node);
  return {
    id: `${analysis.placeOf(name).file}#${enclosing}#${oneLine(site.node, 60)}`,
    file: analysis.placeOf(name).file,
    line: line + 1,
    column: character + 1,
    start: site.node.getStart(file),
    end: site.node.end,
    expr,
    kind: site.kind,
    runs: site.runs,
    enclosing,
    app: appAt(site.node),
    node: nodes.size === 1 ? ([...nodes][0] ?? null) : null, // shared code has no node of its own
    classification: found.classification,
    decides: decision.decides,
    replaceability: decision.replaceability,
    targets: [...decision.targets],
    reason: found.reason,
    evidence: evidenceOf(analysis, found),
  };
};
