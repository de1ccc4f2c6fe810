/** How alike the examples of one agent are to a text. */
export interface Closeness {
  /** Cosine with the closest example. */
  readonly best: number;
  /** Mean of the five closest (of all, where there are fewer). */
  readonly mean: number;
}

const CLOSEST = 5;

/** Per agent, from the similarity of each example; `owners[i]` is the agent of example i. */
export const closest = (similar: Float32Array, owners: Int32Array, agents: number): Closeness[] => {
  const nearest = Array.from({ length: agents }, (): number[] => []);
  for (const [example, owner] of owners.entries()) {
    const list = nearest[owner];
    const value = similar[example] ?? 0;
    if (!list || (list.length === CLOSEST && value <= (list[CLOSEST - 1] ?? 0))) continue;
    let at = list.length;
    while (at > 0 && (list[at - 1] ?? 0) < value) at -= 1;
    list.splice(at, 0, value);
    if (list.length > CLOSEST) list.pop();
  }
  return nearest.map((list) => ({
    best: list[0] ?? 0,
    mean: list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length),
  }));
};
