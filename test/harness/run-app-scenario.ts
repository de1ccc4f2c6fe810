import { isDeepStrictEqual } from "node:util";
import { answerMessage } from "../../fixtures/scenarios/answer-message.ts";
import type { AppGraph, Scenario, ScenarioRun } from "../../fixtures/scenarios/scenario.ts";
import { type RecordedCall, ScriptedChatModel } from "../../fixtures/scenarios/scripted-chat-model.ts";

/** What one run of a scenario did: plain data, ready for JSON. */
export interface RunOutcome {
  readonly name: string;
  /** See `ScenarioRun.expect.visited`. */
  readonly visited: readonly string[];
  /** What the scenario keeps of the final state. */
  readonly final: unknown;
  /** One entry a model call, in order: where it came from and the rule that answered. */
  readonly calls: readonly { readonly path: string; readonly rule: string }[];
}

/** What a whole scenario did. */
export interface ScenarioOutcome {
  readonly runs: readonly RunOutcome[];
  /** Rules that answered nothing: rot in the script. */
  readonly unusedRules: readonly string[];
  /** Rules that answer a recorded call otherwise when asked again, last call first: they look at more than the call. */
  readonly unstableRules: readonly string[];
}

type StreamEvent =
  | ["values" | "updates", Record<string, unknown>]
  | [
      "debug",
      (
        | { type: "task_result"; step: number; payload: { name: string; interrupts: unknown[] } }
        | { type: "task" | "checkpoint" }
      ),
    ];

/** A part of a scenario, for a process that shares it with others. */
export interface ScenarioPart {
  /** Index of the only run; default: all of them. */
  readonly run?: number;
  /** This process is killed, as by `kill -9`, when its model is called for the so-many-th time. */
  readonly killAtCall?: number;
  /** The run was begun by another process: it goes on from what that one left. */
  readonly isResumed?: boolean;
}

/** Builds the app in `appDir` with a scripted model and runs the scenario's runs in order, in this process. */
export const runAppScenario = async (
  scenario: Scenario,
  appDir: string,
  part: ScenarioPart = {},
): Promise<ScenarioOutcome> => {
  const model = new ScriptedChatModel(
    part.killAtCall === undefined ? scenario.rules : deadly(scenario, part.killAtCall),
  );
  const graph = await scenario.build(model, appDir);
  const runs: RunOutcome[] = [];
  for (const [index, run] of scenario.runs.entries()) {
    if (part.run !== undefined && part.run !== index) continue;
    const input = part.isResumed ? null : run.input;
    runs.push(
      await runOnce(
        graph,
        { ...run, input, config: { ...run.config, ...(part.run !== undefined && { durability: "sync" }) } },
        model,
      ),
    );
  }
  const used = new Set(model.calls.map((recorded) => recorded.rule));
  return {
    runs,
    unusedRules: scenario.rules.map((rule) => rule.name).filter((name) => !used.has(name)),
    unstableRules: model.calls
      .toReversed()
      .filter((recorded) => !answersTheSame(model, recorded))
      .map(({ rule }) => rule),
  };
};

/** The scenario's rules, of which one kills the process that asks it. */
const deadly = ({ rules }: Scenario, killAtCall: number): Scenario["rules"] => {
  let calls = 0;
  return rules.map((rule) => ({
    ...rule,
    when: (call) => {
      const hit = rule.when(call);
      if (hit && ++calls === killAtCall) process.kill(process.pid, "SIGKILL");
      return hit;
    },
  }));
};

/** One run of a scenario on a graph that was built before, with what the model was asked during it. */
export const runOnce = async (graph: AppGraph, run: ScenarioRun, model: ScriptedChatModel): Promise<RunOutcome> => {
  const before = model.calls.length;
  const finished: { step: number; node: string }[] = [];
  let state: Record<string, unknown> = {};
  for await (const event of await graph.stream(run.input, {
    ...run.config,
    streamMode: ["debug", "updates", "values"],
  })) {
    // With several stream modes LangGraph yields pairs of mode and payload.
    const [mode, payload] = event as StreamEvent;
    // At an interrupt the last of them holds only what is asked.
    if (mode === "values") state = "__interrupt__" in payload ? { ...state, ...payload } : payload;
    else if (mode === "updates" && "__interrupt__" in payload) finished.push({ step: Infinity, node: "__interrupt__" });
    else if (mode === "debug" && payload.type === "task_result" && payload.payload.interrupts.length === 0) {
      finished.push({ step: payload.step, node: payload.payload.name });
    }
  }
  // Nodes of one superstep finish in an order that means nothing.
  finished.sort((a, b) => a.step - b.step || a.node.localeCompare(b.node, "en"));
  const calls = model.calls.slice(before).map(({ rule, call }) => ({ path: call.path.join(" > "), rule }));
  return { name: run.name, visited: finished.map(({ node }) => node), final: run.expect.final(state), calls };
};

const answersTheSame = (model: ScriptedChatModel, { rule, call, answer }: RecordedCall): boolean => {
  const again = model.rules.find((candidate) => candidate.when(call));
  if (again?.name !== rule) return false;
  const message = answerMessage(again, call);
  return message.text === answer.text && isDeepStrictEqual(message.tool_calls, answer.tool_calls);
};
