import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { itemsOf } from "../source/values/value-items.ts";
import { type PrebuiltTool, toolOf } from "./find-prebuilts.ts";
import type { GraphNode } from "./graph-model.ts";
import { isToolNode } from "./router-answers.ts";

/** The tools that a node executes which is a prebuilt executor: `addNode("tools", new ToolNode([fares, hotels]))`. */
export const toolsOfNode = (analysis: Analysis, node: GraphNode): readonly PrebuiltTool[] =>
  node.values.flatMap((value) => {
    const list = value.t === "made" && isToolNode(analysis, value) ? value.node.arguments?.[0] : undefined;
    if (!list || value.t !== "made" || ts.isSpreadElement(list)) return [];
    return analysis.values
      .of(list, value.env)
      .flatMap((v) => itemsOf(v, list))
      .filter((v) => v.t === "made" || v.t === "object")
      .map((v) => toolOf(analysis, v));
  });
