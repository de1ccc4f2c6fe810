/** By agent, the highest of the values of its kinds of work; each agent has at least one. */
export const bestOf = (values: ArrayLike<number>, owners: Int32Array, agents: number): Float64Array<ArrayBuffer> => {
  const best = new Float64Array(agents).fill(Number.NEGATIVE_INFINITY);
  for (const [kind, owner] of owners.entries())
    best[owner] = Math.max(best[owner] ?? Number.NEGATIVE_INFINITY, values[kind] ?? Number.NEGATIVE_INFINITY);
  return best;
};
