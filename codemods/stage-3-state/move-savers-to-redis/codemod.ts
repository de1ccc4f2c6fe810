import type { Audit } from "../../../contracts/audit.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { type EditPlan, emptyPlan } from "../../kit/edit-plan.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { isSeamName } from "../../kit/seam-file.ts";
import { knownRedis } from "../redis-client.ts";
import { statePackage } from "../state-package.ts";
import { appPrefixes } from "./app-prefix.ts";
import { planSeam } from "./plan-seam.ts";
import { rewriteFile } from "./rewrite-file.ts";
import { fileParser, type ParsedFile, type SaverSite } from "./saver-site.ts";
import { scriptMarks } from "./script-marks.ts";
import { sortSavers } from "./sort-savers.ts";

/** Moves in-memory savers and stores to Redis, through one seam file a package. */
export const codemod = defineCodemod({
  meta: {
    id: "move-savers-to-redis",
    stage: 3,
    what: "Replaces savers and stores that live in one process by ones on Redis, through one file that the project owns.",
    safety: "safe",
    answers: ["in-memory-saver"],
  },
  plan: (context) => {
    const parse = fileParser(context);
    const { moving, staying } = sortSavers(context, parse);
    const packages = [...new Set(moving.map((it) => packageOfFile(context, it.parsed.file).folder))];
    const plans = packages.map((folder) =>
      planPackage(
        context,
        parse,
        moving.filter((it) => packageOfFile(context, it.parsed.file).folder === folder),
      ),
    );
    return {
      ...emptyPlan,
      changes: plans.flatMap((it) => it.changes),
      shared: plans.flatMap((it) => it.shared),
      newFiles: plans.flatMap((it) => it.newFiles),
      marks: plans.flatMap((it) => it.marks),
      left: staying.map(({ site: { file, line }, kind, reason }) => ({ file, line, kind, reason })),
    };
  },
  isDone: (audit) => audit.stateSites.some((it) => /^Redis(Saver|Store)$/.test(it.name) && isSeamName(it.file)),
  broken: (before, after, plan) => {
    const moved = plan.changes.length;
    const gone = inMemory(before) - inMemory(after);
    const problems = gone === moved ? [] : [`${moved} savers were to move, but the audit shows ${gone} less`];
    const changed = shapeOf(before) === shapeOf(after) ? [] : ["the audit shows other graphs or edges than before"];
    return [...problems, ...changed];
  },
});

const inMemory = (audit: Audit): number =>
  audit.stateSites.filter((it) => (it.kind === "saver" || it.kind === "store") && it.durability === "process").length;

/** What a change of savers must not touch. */
const shapeOf = ({ apps }: Audit): string =>
  JSON.stringify(
    apps.map(({ shape, agents, edges }) => [
      shape,
      agents.map((it) => it.name),
      edges.map((it) => [it.from, it.to, it.kind]),
    ]),
  );

function planPackage(
  context: PlanContext,
  parse: (file: string) => ParsedFile | undefined,
  savers: readonly SaverSite[],
): EditPlan {
  const owner = packageOfFile(context, savers[0]?.parsed.file ?? "");
  const redis = knownRedis(context, owner, parse);
  const seam = planSeam(context, owner, savers, appPrefixes(context), redis, parse);
  const typed = context.files.filter((it) => isTyped(context, it, owner.folder));
  const files = new Set([...savers.map((it) => it.parsed.file), ...typed]);
  const rewritten = [...files].sort().flatMap((file) => {
    const parsed = parse(file);
    return parsed
      ? rewriteFile(
          context,
          parsed,
          savers.filter((it) => it.parsed.file === file),
          seam,
        )
      : [];
  });
  return {
    ...emptyPlan,
    changes: rewritten.flatMap((it) => it.changes),
    shared: [...rewritten.flatMap((it) => it.shared), ...seam.edits, ...statePackage(context, owner, redis)],
    newFiles: seam.newFiles,
    marks: [...rewritten.flatMap((it) => it.marks), ...(redis.client ? [] : scriptMarks(context, savers, parse))],
  };
}

/** True for a file of the same package that imports from the framework and may name an in-memory class as a type. */
const isTyped = (context: PlanContext, file: string, folder: string): boolean =>
  (folder === "" || file.startsWith(`${folder}/`)) &&
  ["@langchain/langgraph", "@langchain/langgraph-checkpoint"].some((it) => context.importersOf(it).includes(file)) &&
  packageOfFile(context, file).folder === folder &&
  /\b(MemorySaver|InMemoryStore)\b/.test(context.readText(file) ?? "");
