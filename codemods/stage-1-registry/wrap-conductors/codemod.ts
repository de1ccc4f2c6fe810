import type { Audit } from "../../../contracts/audit.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { dependencyEdits } from "../../kit/dependency-edits.ts";
import { type EditPlan, emptyPlan, type LeftAlone } from "../../kit/edit-plan.ts";
import { handoffModule, runtimePackage } from "../../kit/emitted-packages.ts";
import { knowsProcess } from "../../kit/knows-process.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { type SourceReader, sourceReader } from "../../kit/read-source.ts";
import { seamExports } from "../../kit/seam-exports.ts";
import { seamFile, seamWraps } from "../../kit/seam-file.ts";
import { freeName, type WrappedCalls, wrapCalls } from "../../kit/wrap-calls.ts";
import { type Conductor, conductorSite } from "./conductor-site.ts";
import { stagesText } from "./stages-text.ts";

/** Puts the runtime around prebuilt conductors that also answer: no call of theirs can be replaced in the code. */
export const codemod = defineCodemod({
  meta: {
    id: "wrap-conductors",
    stage: 1,
    what: "Puts the runtime around prebuilt supervisors and agents that call agents, so that a registry can answer their dispatch turns once you turn it on.",
    safety: "review",
    answers: [],
  },
  plan: (context) => {
    const read = sourceReader(context);
    const left: LeftAlone[] = [];
    const conductors: Conductor[] = [];
    for (const site of context.audit.callSites) {
      if (site.replaceability !== "intercept") continue;
      const found = conductorSite(context, read, site);
      if ("reason" in found) left.push({ file: site.file, line: site.line, ...found });
      else if (!context.isDeclined(found.id)) conductors.push(found);
    }
    const folders = [...new Set(conductors.map((it) => packageOfFile(context, it.file).folder))];
    const plans = folders.map((folder) =>
      planPackage(
        context,
        read,
        conductors.filter((it) => packageOfFile(context, it.file).folder === folder),
      ),
    );
    return {
      ...emptyPlan,
      changes: plans.flatMap((it) => it.changes),
      shared: plans.flatMap((it) => it.shared),
      newFiles: plans.flatMap((it) => it.newFiles),
      left,
    };
  },
  isDone: (_, context) => seamWraps(context, "unconduct"),
  broken: (before, after) =>
    wiring(before) === wiring(after) ? [] : ["the audit shows other graphs, edges or model calls than before"],
});

/** Wrapping is done at run time: what the code does stays. Names may go, since a graph in a function's hands is called nothing. */
const wiring = ({ apps, callSites }: Audit): string =>
  JSON.stringify([
    apps.map(({ graph, dead, edges }) => [graph.file, dead, edges.map((it) => [it.from, it.to, it.kind])]),
    callSites.map((it) => [it.file, it.kind, it.decides, it.replaceability, it.targets]),
  ]);

function planPackage(context: PlanContext, read: SourceReader, conductors: readonly Conductor[]): EditPlan {
  const owner = packageOfFile(context, conductors[0]?.file ?? "");
  const users = [...new Set(conductors.map((it) => it.file))].sort();
  const seam = seamFile(context, owner, users);
  const named = withNames(conductors, seam.text ?? "");
  const hasProcess = !/ts$/.test(seam.file) || knowsProcess(context, owner);
  const extended = seamExports(context, read, {
    ...{ owner, users, module: handoffModule },
    names: hasProcess ? ["environmentStages", "unconduct"] : ["unconduct"],
    blocks: (style) => named.map((it) => stagesText(it, hasProcess, style)),
  });
  const { changes, imports } = wrapCalls(context, named, extended.file, owner.isModule);
  const wanted = new Map([[runtimePackage, `^${context.toolVersion}`]]);
  return {
    ...emptyPlan,
    changes,
    shared: [...imports, ...extended.edits, ...dependencyEdits(context, owner, wanted)],
    newFiles: extended.newFiles,
  };
}

/** Two conductors of one name get functions of two names, and so does one whose name the seam has already. */
function withNames(conductors: readonly Conductor[], seam: string): (Conductor & WrappedCalls)[] {
  const taken = [...seam.matchAll(/\bwith\w+/g)].map(([name]) => name);
  return conductors.map((it) => {
    const name = freeName(it.name, taken);
    taken.push(name);
    return { ...it, name };
  });
}
