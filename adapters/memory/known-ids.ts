import type { Decision } from "../../contracts/decision.ts";

/** What makes a decision known. */
type Named = Pick<Decision, "id" | "task">;

/**
 * Ids of decisions, found by their tasks. A task has mostly one decision, and its name is a short text that LangGraph has
 * used as a key before, where an id is long and put together anew: a set of ids costs several times as much.
 */
export class KnownIds {
  readonly #byTask = new Map<string, string | Set<string>>();

  has({ id, task }: Named): boolean {
    const known = this.#byTask.get(task);
    return typeof known === "object" ? known.has(id) : known === id;
  }

  /** False when it was known. */
  add({ id, task }: Named): boolean {
    const known = this.#byTask.get(task);
    if (known === undefined) this.#byTask.set(task, id);
    else if (typeof known === "object") {
      if (known.has(id)) return false;
      known.add(id);
    } else if (known === id) return false;
    else this.#byTask.set(task, new Set([known, id]));
    return true;
  }

  delete({ id, task }: Named): void {
    const known = this.#byTask.get(task);
    if (typeof known === "object" && known.size > 1) known.delete(id);
    else this.#byTask.delete(task);
  }
}
