/** Source texts (and configuration) by path. */
export type Texts = ReadonlyMap<string, string>;

/** A change of the source that changes no class. */
export interface Metamorphism {
  readonly name: string;
  /** The changed texts, or null when there is nothing of that sort to change. */
  readonly apply: (texts: Texts) => Texts | null;
}

/** Changes each source file by itself. */
export const perFile =
  (change: (path: string, text: string) => string, isChanged: (path: string) => boolean): Metamorphism["apply"] =>
  (texts) => {
    let changed = false;
    const result = new Map<string, string>();
    for (const [path, text] of texts) {
      const next = isChanged(path) ? change(path, text) : text;
      changed ||= next !== text;
      result.set(path, next);
    }
    return changed ? result : null;
  };
