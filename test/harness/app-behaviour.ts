import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { Annotation, START, StateGraph } from "@langchain/langgraph";
import type { Scenario, ScenarioRun } from "../../fixtures/scenarios/scenario.ts";
import { ScriptedChatModel } from "../../fixtures/scenarios/scripted-chat-model.ts";
import { plainValue } from "./plain-value.ts";

/** Any graph or agent; the suite calls what is there. */
// biome-ignore lint/suspicious/noExplicitAny: graphs of many classes, whose methods are probed at run time
export type AnyApp = any;

/** What each method of an app did, by a name for people; plain data. */
export type Behaviour = Readonly<Record<string, unknown>>;

/** What two behaviours have in common and where they differ. */
export interface BehaviourComparison {
  readonly tried: readonly string[];
  readonly differences: readonly { readonly name: string; readonly bare: unknown; readonly wrapped: unknown }[];
}

type Act = (app: AnyApp, run: ScenarioRun) => unknown;

const gather = async (chunks: AsyncIterable<unknown>): Promise<unknown[]> => {
  const all: unknown[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
};

const configOf = (run: ScenarioRun, more: object = {}): object => ({ ...run.config, ...more });
const streaming =
  (options: object): Act =>
  async (app, run) =>
    gather(await app.stream(run.input, configOf(run, options)));

const modes = ["values", "updates", "messages", "custom", "tasks", "checkpoints", "debug", "tools"];

class Recorder extends BaseCallbackHandler {
  name = "recorder";
  override awaitHandlers = true;
  readonly seen: string[] = [];
  override handleChainStart(...[, , , , , , , name]: [unknown, unknown, string, ...unknown[]]): void {
    this.seen.push(`chain start ${String(name)}`);
  }
  override handleChainEnd(): void {
    this.seen.push("chain end");
  }
  override handleChatModelStart(): void {
    this.seen.push("model start");
  }
  override handleToolEnd(): void {
    this.seen.push("tool end");
  }
  override handleCustomEvent(name: string): void {
    this.seen.push(`custom ${name}`);
  }
}

/** Each is tried on a freshly built app, run by run, so that threads begin empty. */
const acts: Readonly<Record<string, Act>> = {
  invoke: (app, run) => app.invoke(run.input, configOf(run)),
  "stream in all modes with subgraphs": streaming({ streamMode: modes, subgraphs: true }),
  "streamEvents v2": async (app, run) => gather(app.streamEvents(run.input, { ...configOf(run), version: "v2" })),
  "streamEvents v3": async (app, run) => gather(await app.streamEvents(run.input, { ...configOf(run), version: "v3" })),
  "withConfig and invoke": (app, run) =>
    app.withConfig({ tags: ["tagged"], metadata: { team: "blue" } }).invoke(run.input, configOf(run)),
  callbacks: async (app, run) => {
    const recorder = new Recorder();
    await app.invoke(run.input, configOf(run, { callbacks: [recorder] }));
    return recorder.seen;
  },
};

/** Each is tried once, on the first run of the scenario. */
const firstRunActs: Readonly<Record<string, Act>> = {
  ...Object.fromEntries(modes.map((mode) => [`stream ${mode}`, streaming({ streamMode: mode })])),
  "stream in the default mode": streaming({}),
  "stream as server-sent events": streaming({ streamMode: ["values", "updates"], encoding: "text/event-stream" }),
  batch: (app, run) => app.batch?.([run.input, run.input], [configOf(run), configOf(run)]),
  "streamEvents v1": async (app, run) => gather(app.streamEvents(run.input, { ...configOf(run), version: "v1" })),
  "abort before the run": (app, run) =>
    app.invoke(run.input, configOf(run, { signal: AbortSignal.abort(new Error("no")) })),
  "abort during the run": async (app, run) => {
    const controller = new AbortController();
    const stream = await app.stream(run.input, configOf(run, { signal: controller.signal, streamMode: "updates" }));
    for await (const _ of stream) controller.abort(new Error("enough"));
  },
  "break out of the stream": async (app, run) => {
    for await (const chunk of await app.stream(run.input, configOf(run, { streamMode: "updates" }))) return chunk;
  },
  "too few steps": (app, run) => app.invoke(run.input, configOf(run, { recursionLimit: 1 })),
  "a config that is none": (app) => app.invoke(undefined, { configurable: {} }),
  "state methods": async (app, run) => {
    await app.invoke(run.input, configOf(run));
    const state = await app.getState(configOf(run), { subgraphs: true });
    const history = await gather(app.getStateHistory(configOf(run)));
    const config = await app.updateState(configOf(run), Object.fromEntries(Object.entries(state.values).slice(0, 1)));
    return { state, history, config, after: await app.getState(config) };
  },
  "drawing and subgraphs": async (app) => {
    const graph = app.graph?.builder === undefined ? app : app.graph;
    const drawn = await graph.getGraphAsync({ xray: true });
    const subgraphs = [...graph.getSubgraphs(undefined, true)].map(([name]: [string]) => name);
    return { drawn: drawn.drawMermaid(), sync: graph.getGraph().toJSON(), subgraphs, name: graph.getName?.() };
  },
  "nested as a node": async (app, run) => {
    const inner = app.graph?.builder === undefined ? app : app.graph;
    const Outer = Annotation.Root({ ...inner.builder?._schemaDefinition });
    const outer = new StateGraph(Outer as typeof Annotation.Root extends never ? never : AnyApp)
      .addNode("inner", inner)
      .addEdge(START, "inner")
      .compile();
    return gather(
      await outer.stream(run.input as AnyApp, configOf(run, { subgraphs: true, streamMode: ["updates", "values"] })),
    );
  },
};

/** Does everything with the app of a scenario, each with `wrap` around a fresh build; an error counts as an answer. */
export const behaviourOf = async (
  scenario: Scenario,
  appDir: string,
  wrap: (app: AnyApp) => AnyApp,
): Promise<Behaviour> => {
  const behaviour: Record<string, unknown> = {};
  const build = async () => wrap(await scenario.build(new ScriptedChatModel(scenario.rules), appDir));
  for (const [name, act] of Object.entries(acts)) {
    const app = await build();
    const answers: unknown[] = [];
    for (const run of scenario.runs) answers.push(await answerOf(act, app, run));
    behaviour[name] = answers;
  }
  const [first] = scenario.runs;
  for (const [name, act] of Object.entries(firstRunActs))
    if (first) behaviour[name] = await answerOf(act, await build(), first);
  return behaviour;
};

const answerOf = async (act: Act, app: AnyApp, run: ScenarioRun): Promise<unknown> => {
  try {
    return plainValue(await act(app, run));
  } catch (error) {
    return { threw: plainValue(error) };
  }
};
