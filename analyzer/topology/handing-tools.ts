import { isTransferTool } from "../extract/add-handoff-edges.ts";
import type { PrebuiltTool } from "../extract/find-prebuilts.ts";
import type { Analysis } from "../source/analysis.ts";
import type { NodeKinds } from "./node-kinds.ts";

/**
 * The tools behind which somebody works who gives control back: where at least one of them runs an agent or a graph,
 * those that run a model count as well. A tool that hands over for good leads to a peer, who is no worker.
 */
export const handingTools = (
  analysis: Analysis,
  tools: readonly PrebuiltTool[],
  kinds: NodeKinds,
): readonly PrebuiltTool[] => {
  const own = tools.filter((tool) => !isTransferTool(analysis, tool));
  const steers = own.some((tool) => tool.functions.some((fn) => kinds.handsOver(fn)));
  return own.filter((tool) => steers && tool.functions.some((fn) => kinds.handsOver(fn) || kinds.runsModel(fn)));
};
