import type { GraphModel } from "../extract/graph-model.ts";
import { holderName } from "../extract/graph-name.ts";
import { toolsOfNode } from "../extract/tools-of-node.ts";
import type { Analysis } from "../source/analysis.ts";
import { agentsBehindTool } from "./agents-behind-tool.ts";
import { handingTools } from "./handing-tools.ts";
import type { HiddenDispatch, HiddenWorker } from "./hidden-dispatch.ts";
import type { NodeKinds } from "./node-kinds.ts";

/** The nodes that execute tools behind which other agents work, with these: whoever calls the tools conducts. */
export const agentsInTools = (analysis: Analysis, graph: GraphModel, kinds: NodeKinds): readonly HiddenDispatch[] =>
  [...graph.nodes.values()].flatMap((node) => {
    const workers = handingTools(analysis, toolsOfNode(analysis, node), kinds).flatMap(
      (tool): readonly HiddenWorker[] => {
        const behind = agentsBehindTool(analysis, tool)?.agents ?? [];
        return (behind.length ? behind : [tool]).flatMap(({ name, value }) => {
          if (value.t !== "made") return [];
          const known = name ?? holderName(value.node);
          return known === undefined
            ? []
            : [{ name: known, place: value.node, kind: behind.length ? "agent" : "tool" }];
        });
      },
    );
    const named = workers.filter((w, i) => workers.findIndex((other) => other.name === w.name) === i);
    return named.length ? [{ node: node.name, decider: node.name, workers: named }] : [];
  });
