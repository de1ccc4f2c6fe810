import type { ts } from "ts-morph";

const MAX_DEPTH = 24;
const MAX_STEPS = 4000;

/** Keeps evaluation finite: no node inside itself, 24 levels, 4,000 steps for each question from outside. */
export class Guard {
  readonly #active = new Set<ts.Node>();
  #steps = 0;
  #depth = 0;
  #cut = false;
  #limit = MAX_STEPS;

  /** To be called before each question: one from outside begins with a fresh budget. */
  begin(): void {
    if (this.#depth > 0) return;
    this.#steps = 0;
    this.#cut = false;
    this.#limit = MAX_STEPS;
  }

  /** False while inside a question that was cut short: what is found on the way is less than the whole answer. */
  get isWhole(): boolean {
    return !this.#cut || this.#depth === 0;
  }

  /** Computes inside `node`; undefined, and the question is cut short, on a cycle or an exhausted budget. */
  inside<T>(node: ts.Node, compute: () => T): T | undefined {
    if (this.#active.has(node) || this.#isExhausted()) {
      this.#cut = true;
      return undefined;
    }
    this.#active.add(node);
    const result = this.#deeper(compute);
    this.#active.delete(node);
    return result;
  }

  /** Computes one level deeper; undefined on an exhausted budget. */
  below<T>(compute: () => T): T | undefined {
    return this.#isExhausted() ? undefined : this.#deeper(compute);
  }

  /** Computes on half of what is left: a side question that is too long leaves the rest to the one that asked it. */
  aside<T>(compute: () => T): T {
    const limit = this.#limit;
    this.#limit = this.#steps + Math.ceil((limit - this.#steps) / 2);
    const result = compute();
    this.#steps = Math.min(this.#steps, this.#limit);
    this.#limit = limit;
    return result;
  }

  #isExhausted(): boolean {
    return this.#depth > MAX_DEPTH || ++this.#steps > this.#limit;
  }

  #deeper<T>(compute: () => T): T {
    this.#depth++;
    const result = compute();
    this.#depth--;
    return result;
  }
}
