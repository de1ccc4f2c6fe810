import { intersects, validRange } from "semver";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { compileCalls, optionText, wrapperOf } from "../../kit/compile-calls.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { dependencyEdits } from "../../kit/dependency-edits.ts";
import { type EditPlan, emptyPlan, type LeftAlone } from "../../kit/edit-plan.ts";
import { handoffModule, runtimePackage } from "../../kit/emitted-packages.ts";
import { lineOf } from "../../kit/line-around.ts";
import { dependenciesOf, packageOfFile } from "../../kit/package-of-file.ts";
import { type SourceReader, sourceReader } from "../../kit/read-source.ts";
import { seamExports } from "../../kit/seam-exports.ts";
import { seamWraps } from "../../kit/seam-file.ts";
import { freeName, type WrappedCalls, wrapCalls } from "../../kit/wrap-calls.ts";
import { stopsAtConductor } from "../stops-at-conductor.ts";
import { boundText, type HandoffEntry, handoffText } from "./handoff-text.ts";
import { auditedApp, recordedChains } from "./recorded-chains.ts";

/** An app whose compiled graph will be handed to a function of the seam. */
interface GuardedApp extends WrappedCalls {
  readonly entry: HandoffEntry;
}

/** Lets agents hand over along chains that recorded runs showed, guarded: the conductor keeps what they do not show. */
export const codemod = defineCodemod({
  meta: {
    id: "hand-over-guarded",
    stage: 2,
    what: "Lets agents hand over along chains that recorded runs showed, guarded, and leaves all else to the conductor.",
    safety: "review",
    answers: ["chain-through-conductor"],
  },
  plan: (context) => {
    const { evidence } = context;
    if (!evidence)
      return {
        kind: "refusal",
        reason: "it needs what runs showed: give --evidence with a file that unconduct observe report --evidence wrote",
      };
    const read = sourceReader(context);
    const left: LeftAlone[] = [];
    const apps: GuardedApp[] = [];
    for (const observed of evidence.apps) {
      const app = auditedApp(context.audit.apps, observed);
      const found = app ? guardedApp(context, read, app, observed) : undefined;
      if (found?.app && !context.isDeclined(found.app.id)) apps.push(named(found.app, apps));
      left.push(...(found?.left ?? []));
    }
    return { ...planned(context, read, apps), left };
  },
  isDone: (_, context) => seamWraps(context, "withHandoffs"),
  broken: (before, after) =>
    wiring(before.apps) === wiring(after.apps) ? [] : ["the audit shows other graphs or edges than before"],
});

/** Guarding is done at run time: the wiring stays. Names may go, since a graph in a function's hands is called nothing. */
const wiring = (apps: readonly AuditedApp[]): string =>
  JSON.stringify(
    apps.map(({ graph, dead, edges }) => [graph.file, dead, edges.map((it) => [it.from, it.to, it.kind])]),
  );

/** Two apps of one name get functions of two names. */
function named(app: GuardedApp, others: readonly GuardedApp[]): GuardedApp {
  const name = freeName(
    app.name,
    others.map((it) => it.name),
  );
  return { ...app, name, entry: { ...app.entry, name } };
}

/** What one app's recordings allow, with its place in the code; the rest with its reasons. */
function guardedApp(
  context: PlanContext,
  read: SourceReader,
  app: AuditedApp,
  observed: Parameters<typeof recordedChains>[2],
): { readonly app?: GuardedApp; readonly left: readonly LeftAlone[] } {
  const conductor = app.conductor?.node ?? "";
  const { file, line } = app.graph;
  const { chains, reasons } = recordedChains(app, conductor, observed);
  const left = reasons.map((reason): LeftAlone => ({ file, line, kind: "unchanged", reason }));
  if (chains.length === 0) return { left };
  const source = read(file);
  const calls = source ? compileCalls(source, app) : [];
  const stays = (kind: LeftAlone["kind"], reason: string) => ({ left: [...left, { file, line, kind, reason }] });
  const wrapper = calls.map(wrapperOf).find((it) => /Handoffs\d*$/.test(it ?? ""));
  if (wrapper !== undefined)
    return stays("unchanged", `hands over already (${wrapper}); its chains are in the seam, for you to change`);
  const why =
    tooOld(context, file) ??
    stopsAtConductor(context, app, conductor) ??
    customHandoffs(app, source && optionText(source, app, "addHandoffMessages"));
  if (why !== undefined) return stays("refused", why);
  if (!source || calls.length === 0)
    return stays(
      "refused",
      "it is not compiled in the file that makes it; put withHandoffs of unconduct-runtime/langgraph around its compile() by hand",
    );
  const name = app.name ?? "graph";
  const entry = { name: functionName(name), app: name, conductor, chains };
  const what = chains.map((it) => `${it.agents.join(" -> ")}, guarded (${boundText(it)})`).join("; ");
  const wrapped = {
    ...{ id: `hand-over-guarded ${app.id}`, file, line: lineOf(source.text, calls[0]?.getStart(source) ?? 0) },
    ...{ what: `hands over along ${what}`, name: entry.name, source, calls },
  };
  return { app: { ...wrapped, entry }, left };
}

/** Without handoff messages in the state there is no knowing what the supervisor's tools write instead. */
const customHandoffs = ({ graph }: AuditedApp, given: string | undefined): string | undefined =>
  graph.kind === "createSupervisor" && given !== undefined && given !== "true"
    ? `addHandoffMessages is ${given}: what the supervisor writes when it hands over is not known`
    : undefined;

/** What guards is tested with some versions of the framework only. */
function tooOld(context: PlanContext, file: string): string | undefined {
  const asked = dependenciesOf(packageOfFile(context, file)).get("@langchain/langgraph");
  return asked === undefined || validRange(asked) === null || intersects(asked, ">=1.7.0 <2")
    ? undefined
    : `handing over at run time needs @langchain/langgraph >=1.7.0 <2, and this package asks for ${asked}; upgrade it first`;
}

function functionName(app: string): string {
  const words = app.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((it) => it !== "");
  return `with${words.map((it) => it.charAt(0).toUpperCase() + it.slice(1)).join("")}Handoffs`;
}

function planned(context: PlanContext, read: SourceReader, apps: readonly GuardedApp[]): EditPlan {
  const folders = [...new Set(apps.map((it) => packageOfFile(context, it.file).folder))];
  const plans = folders.map((folder): EditPlan => {
    const own = apps.filter((it) => packageOfFile(context, it.file).folder === folder);
    const [first] = own;
    const owner = packageOfFile(context, first?.file ?? "");
    const files = [...new Set(own.map((it) => it.file))].sort();
    const seam = seamExports(context, read, {
      ...{ owner, users: files, module: handoffModule, names: ["withHandoffs"] },
      blocks: (style) => own.map((it) => handoffText(it.entry, style)),
    });
    const wanted = new Map([[runtimePackage, `^${context.toolVersion}`]]);
    const { changes, imports } = wrapCalls(context, own, seam.file, owner.isModule);
    return {
      ...emptyPlan,
      changes,
      shared: [...imports, ...seam.edits, ...dependencyEdits(context, owner, wanted)],
      newFiles: seam.newFiles,
    };
  });
  return {
    ...emptyPlan,
    changes: plans.flatMap((it) => it.changes),
    shared: plans.flatMap((it) => it.shared),
    newFiles: plans.flatMap((it) => it.newFiles),
  };
}
