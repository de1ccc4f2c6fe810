import { type CompiledApp, isObject } from "../surface.ts";

/** The tool of a prebuilt supervisor that hands over to an agent, and whether it wants arguments. */
export interface TransferTool {
  readonly name: string;
  readonly needsArguments: boolean;
}

/**
 * Target to transfer tool, for the graph inside a supervisor's node: by the name that the prebuilt gives them, or by
 * `stated`. A target without one is missing.
 */
export const transferTools = (
  inner: CompiledApp,
  targets: readonly string[],
  stated: Readonly<Record<string, string>>,
): Map<string, TransferTool> => {
  const tools = Object.values(inner.nodes).flatMap(({ bound }) => (Array.isArray(bound.tools) ? bound.tools : []));
  return new Map(
    targets.flatMap((target) => {
      const name = stated[target] ?? stockName(target);
      const tool: unknown = tools.find((it) => isObject(it) && it.name === name);
      return isObject(tool) ? [[target, { name, needsArguments: wantsArguments(tool.schema) }] as const] : [];
    }),
  );
};

const stockName = (agent: string): string => `transfer_to_${agent.trim().replace(/\s+/g, "_").toLowerCase()}`;

/** True unless the schema takes an empty object. */
export const wantsArguments = (schema: unknown): boolean => {
  if (!isObject(schema)) return true;
  if (typeof schema.safeParse === "function") return (schema.safeParse({}) as { success?: unknown }).success !== true; // a zod schema of any version
  return Array.isArray(schema.required) && schema.required.length > 0;
};
