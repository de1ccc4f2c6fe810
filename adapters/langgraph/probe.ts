import { findDecisionPoints } from "./decision-points.ts";
import { observeNode } from "./observe-node.ts";
import { type Builder, type CompiledApp, classOf, derivedFrom, hidden, isObject, type RunConfig } from "./surface.ts";
import { decisionOfTask } from "./watch-task.ts";

/** Null: everything that this adapter relies on is there. Else what is not, for people. */
export type ProbeResult = string | null;

type BuilderClass = new (options: object) => ToyBuilder;

interface ToyBuilder extends Builder {
  addNode(name: string, run: (state: { log: string[] }) => object): ToyBuilder;
  addEdge(from: string, to: string): ToyBuilder;
  addConditionalEdges(from: string, path: (state: { log: string[] }) => string, ends: string[]): ToyBuilder;
}

const probed = new WeakMap<object, Promise<ProbeResult>>();

/**
 * Tries what is not documented on a toy made of the app's own copy of LangGraph: two nodes and a condition are run bare
 * and watched, and must give the same. Once for each copy; never rejects.
 */
export const probe = (app: CompiledApp): Promise<ProbeResult> => {
  const AppClass = classOf(app);
  const known = probed.get(AppClass);
  if (known !== undefined) return known;
  const result = tryToy(app).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  probed.set(AppClass, result);
  return result;
};

const tryToy = async (app: CompiledApp): Promise<ProbeResult> => {
  // Without a builder nothing is watched inside: being able to make a copy is all that is needed.
  if (app.builder === undefined) return null;
  const toy = toyOf(app.builder);
  const config: RunConfig = { configurable: {}, runName: "unconduct-probe", callbacks: [] };
  const bare = await toy.invoke({ log: [] }, config);
  const map = findDecisionPoints(toy);
  const [point] = map.points;
  const boss = toy.nodes.boss;
  if (point?.node !== "boss" || map.points.length !== 1 || boss === undefined)
    return "the builder does not list conditions";
  const seen: string[] = [];
  const nodes = {
    ...toy.nodes,
    boss: observeNode(
      boss,
      () => 0,
      (end, { input, config: given, writes }) => {
        const task = { input, config: given, writes, durationMs: 0, at: 0 };
        const setting = { map, point, hasCheckpointer: true, calls: null, usesModel: null };
        const { chosen, checkpoint, written } = decisionOfTask(task, setting);
        const hasIds = checkpoint !== null && typeof given.configurable?.[hidden.taskId] === "string";
        const target = chosen.kind === "agent" ? chosen.target : chosen.kind;
        seen.push(`${end.kind} ${target} ${hasIds} ${isObject(written) ? Object.keys(written).join() : "nothing"}`);
        return null;
      },
    ),
  };
  const watched = await Object.assign(derivedFrom(toy), { nodes }).invoke({ log: [] }, config);
  if (JSON.stringify(watched) !== JSON.stringify(bare)) return "a watched toy graph gave another result";
  const expected = "done worker true log; done end true log";
  return seen.join("; ") === expected
    ? null
    : `a watched toy graph showed "${seen.join("; ")}", expected "${expected}"`;
};

const toyOf = (builder: Builder): CompiledApp =>
  new (stateGraphOf(builder))({
    channels: { log: { reducer: (all: string[], one: string[]) => all.concat(one), default: () => [] } },
  })
    .addNode("boss", () => ({ log: ["boss"] }))
    .addNode("worker", () => ({ log: ["worker"] }))
    .addEdge(hidden.start, "boss")
    .addEdge("worker", "boss")
    .addConditionalEdges("boss", ({ log }) => (log.length > 2 ? hidden.end : "worker"), ["worker", hidden.end])
    .compile();

/** The app's builder may be of a class made from `StateGraph` that wants other arguments: `StateGraph` is next to the base. */
const stateGraphOf = (builder: Builder): BuilderClass => {
  const chain: object[] = [];
  for (let at = Object.getPrototypeOf(builder) as object | null; at !== null && at !== Object.prototype; ) {
    chain.push(at);
    at = Object.getPrototypeOf(at) as object | null;
  }
  return (chain.at(-2) ?? chain[0])?.constructor as BuilderClass; // the probe fails if it is none
};
