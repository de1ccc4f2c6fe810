import { intersects, validRange } from "semver";
import { ts } from "ts-morph";
import type { CallSite } from "../../../contracts/call-site.ts";
import { compileCallsOf, givenText, heldBy, wrapperOf } from "../../kit/compile-calls.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { LeftAlone } from "../../kit/edit-plan.ts";
import { handoffModule } from "../../kit/emitted-packages.ts";
import { foreignHostOf, webBuild } from "../../kit/foreign-host.ts";
import { isLibrary } from "../../kit/is-library.ts";
import { isTestFile } from "../../kit/is-test-file.ts";
import { lineOf } from "../../kit/line-around.ts";
import { dependenciesOf, packageOfFile } from "../../kit/package-of-file.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { isSeamName } from "../../kit/seam-file.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { WrappedCalls } from "../../kit/wrap-calls.ts";

/** A prebuilt conductor, with the calls that give the graph to be wrapped. */
export interface Conductor extends WrappedCalls {
  /** What people call it. */
  readonly conductor: string;
  /** True: it hands over to agents that come back to it; false: agents are its tools. */
  readonly isSupervisor: boolean;
}

type Left = Pick<LeftAlone, "kind" | "reason">;

const refused = (reason: string): Left => ({ kind: "refused", reason });

/** Sorts a prebuilt conductor: where the runtime can be put around it, or why that is left to a person. */
export function conductorSite(context: PlanContext, read: SourceReader, site: CallSite): Conductor | Left {
  const { file } = site;
  if (context.audit.apps.find((it) => it.id === site.app)?.dead)
    return { kind: "unchanged", reason: "nothing runs the graph that this belongs to" };
  const source = read(file);
  const node = source && callAt(source, site);
  if (source && isTestFile(file, source.text))
    return { kind: "unchanged", reason: "a test: what it runs is to stay what it tests" };
  if (!source || !node) return refused(byHand("its constructor cannot be found in the text again"));
  if (isLibrary(packageOfFile(context, file)))
    return { kind: "unchanged", reason: "this package is a library: the app that runs its graphs wraps them" };
  const isSupervisor = calleeOf(node) === "createSupervisor";
  const calls = isSupervisor ? compileCallsOf(source, node) : [node];
  const [first] = calls;
  if (!first) return refused(byHand("it is not compiled in the file that makes it"));
  const why = whyNot(context, source, file, node, calls);
  if (why) return why;
  const name = nameOf(source, node, isSupervisor);
  return {
    ...{ id: `wrap-conductors ${file}:${site.start}`, file, line: lineOf(source.text, first.getStart(source)) },
    ...{ what: `puts the runtime around ${name}, every stage off`, name: functionName(name) },
    ...{ source, calls, conductor: name, isSupervisor },
  };
}

const byHand = (why: string): string => `${why}; put unconduct of ${handoffModule} around the graph by hand`;

const wrapped: ReadonlySet<string> = new Set([
  "createSupervisor",
  "createReactAgent",
  "createAgent",
  "createDeepAgent",
]);

function whyNot(
  context: PlanContext,
  source: ts.SourceFile,
  file: string,
  node: ts.CallExpression,
  calls: readonly ts.CallExpression[],
): Left | undefined {
  const wrapper = calls.map(wrapperOf).find((it) => it === "unconduct" || /Stages\d*$/.test(it ?? ""));
  if (wrapper !== undefined)
    return {
      kind: "unchanged",
      reason: `the runtime is around it already (${wrapper}); its stages are yours to turn on`,
    };
  if (!wrapped.has(calleeOf(node))) return refused(byHand(`what ${calleeOf(node)} gives is not known to the runtime`));
  const own = context
    .importersOf(handoffModule)
    .find((it) => /\bunconduct\(/.test(context.readText(it) ?? "") && !isSeamName(it));
  if (own !== undefined) return refused(byHand(`${own} wraps graphs itself, and this may be one of them`));
  const host = /["']@langchain\/langgraph\/web["']/.test(source.text)
    ? webBuild
    : foreignHostOf(context, file, source.text);
  if (host !== undefined) return refused(`this runs in ${host}, where the runtime does not`);
  return tooOld(context, file);
}

/** The runtime changes nothing at run time in older versions of the framework. */
function tooOld(context: PlanContext, file: string): Left | undefined {
  const asked = dependenciesOf(packageOfFile(context, file)).get("@langchain/langgraph");
  if (asked !== undefined && (validRange(asked) === null || intersects(asked, ">=1.7.0 <2"))) return undefined;
  const what = asked === undefined ? "names no version of it" : `asks for ${asked}`;
  return refused(
    `answering turns at run time needs @langchain/langgraph >=1.7.0 <2, and this package ${what}; upgrade it first`,
  );
}

function callAt(source: ts.SourceFile, { start, end }: CallSite): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  walkNodes(source, (node) => {
    if (!found && node.end === end && ts.isCallExpression(node) && node.getStart(source) === start) found = node;
  });
  return found;
}

const calleeOf = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/** Its own name where that is a literal, else the variable's. */
function nameOf(source: ts.SourceFile, node: ts.CallExpression, isSupervisor: boolean): string {
  const given = givenText(source, node.arguments[0], isSupervisor ? "supervisorName" : "name");
  const literal = /^(["'`])([\w .-]+)\1$/.exec(given ?? "")?.[2];
  if (literal !== undefined) return literal;
  if (isSupervisor) return "supervisor";
  const holder = heldBy(node)?.split(".").at(-1);
  return holder !== undefined && /^[\w$]+$/.test(holder) ? holder : "agent";
}

function functionName(conductor: string): string {
  const words = conductor.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((it) => it !== "");
  return `with${words.map((it) => it.charAt(0).toUpperCase() + it.slice(1)).join("")}Stages`;
}
