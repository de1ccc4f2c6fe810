import type { GraphView } from "./graph-view.ts";

/**
 * Agents that hand over to each other by themselves (`Command`, transfer tools), with nobody in the middle: two that do
 * so both ways and may also stop, or more of which three are all connected; or agents that exist only at run time and
 * say themselves whom to hand over to. Empty when there is no such group.
 */
export const swarmOf = (view: GraphView): readonly string[] => {
  const [many] = view.names.filter((n) => view.several.has(n) && view.agents.has(n) && view.handsOpen.has(n));
  if (many !== undefined) return [many];
  const peers = new Map<string, readonly string[]>();
  for (const a of view.names) {
    const mutual = view.names.filter((b) => a !== b && handsTo(view, a, b) && handsTo(view, b, a));
    if (view.agents.has(a) && mutual.length) peers.set(a, mutual);
  }
  const names = [...peers.keys()];
  const [a, b] = names;
  if (names.length === 2 && a !== undefined && b !== undefined)
    return view.names.filter((n) => view.agents.has(n)).length === 2 && mayStop(view, a) && mayStop(view, b)
      ? names
      : [];
  const connected = names.some((x) =>
    (peers.get(x) ?? []).some((y) => (peers.get(y) ?? []).some((z) => z !== x && peers.get(x)?.includes(z))),
  );
  return connected ? names : [];
};

const handsTo = (view: GraphView, from: string, to: string): boolean =>
  view.agents.has(to) && (view.handed.get(from)?.has(to) ?? false);

const mayStop = (view: GraphView, node: string): boolean => (view.out.get(node)?.size ?? 0) > 1;
