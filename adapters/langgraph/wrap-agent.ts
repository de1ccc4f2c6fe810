import { type CompiledApp, isCompiledApp, isObject, type RunConfig } from "./surface.ts";

/** What `createAgent` and `createDeepAgent` return: a graph inside an object that is none itself. */
export interface AgentApp {
  readonly graph: CompiledApp;
  readonly options: object;
  checkpointer?: unknown;
  store?: unknown;
  withConfig(config: RunConfig): AgentApp;
}

/** True for an agent of `langchain`; its graph lies behind a getter. */
export const isAgentApp = (value: unknown): value is AgentApp =>
  isObject(value) &&
  value.lg_is_pregel !== true &&
  isCompiledApp(value.graph) &&
  isObject(value.options) &&
  typeof value.withConfig === "function";

/**
 * A new agent of the same class, options and configuration (its own `withConfig` makes it), whose graph `toShell` turns
 * into a shell in place; the agent that was given stays as it is. So does every agent that its `withConfig` makes.
 */
export const wrapAgent = (agent: AgentApp, toShell: (graph: CompiledApp) => void): AgentApp => {
  const copy = agent.withConfig({});
  // Set on the agent after it was made, and so in no options.
  if (agent.checkpointer !== copy.checkpointer) copy.checkpointer = agent.checkpointer;
  if (agent.store !== copy.store) copy.store = agent.store;
  toShell(copy.graph);
  const withConfig = copy.withConfig.bind(copy);
  Object.defineProperty(copy, "withConfig", {
    configurable: true,
    writable: true,
    value: (config: RunConfig) => wrapAgent(withConfig(config), toShell),
  });
  return copy;
};
