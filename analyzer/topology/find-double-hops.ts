import type { DoubleHop, Edge } from "../../contracts/audited-app.ts";
import { END } from "../extract/graph-model.ts";
import { byCodeUnit } from "../source/sort-order.ts";

/**
 * Nodes that say where to go by a plain edge and by a `Command` as well. The framework follows both: the same target is
 * said twice, another one runs beside it.
 */
export const findDoubleHops = (edges: readonly Edge[]): DoubleHop[] => {
  const found: DoubleHop[] = [];
  for (const from of new Set(edges.map((e) => e.from))) {
    const own = edges.filter((e) => e.from === from);
    const plain = own.filter((e) => e.kind === "static").map((e) => e.to);
    const commands = own.filter((e) => e.kind === "command");
    if (!plain.length) continue;
    for (const { to, file, line } of commands)
      if (to !== END) found.push({ from, to, file, line, beside: plain.filter((p) => p !== to).sort(byCodeUnit) });
  }
  return found.sort((a, b) => byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to));
};
