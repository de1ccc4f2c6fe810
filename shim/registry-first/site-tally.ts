/** What one site showed since the process began: its own evidence for turning it on, or off again. */
export interface SiteCounts {
  /** Times the registry was asked. */
  readonly asked: number;
  /** Of these: it named an agent that the site can choose. */
  readonly answered: number;
  /** Of these: it threw, took too long, or its cards are no `card/1`. */
  readonly failed: number;
  /** In shadow, of the answered: the model chose the same. Sameness with the old router, not correctness. */
  readonly agreed: number;
  /** In shadow, of the answered: the model chose another. */
  readonly differed: number;
}

/** One turn of a site at which the registry was asked. */
export interface SiteTurn {
  readonly site: string;
  readonly mode: "shadow" | "live";
  /** The agent that the registry named; null: it abstained or failed, and the model decided. */
  readonly target: string | null;
  /** Why, for people, one sentence each. */
  readonly why: readonly string[];
  /** What the registry failed with; undefined: it did not. */
  readonly failure: unknown;
  /** In shadow: what the model chose; null where that cannot be told from its result. */
  readonly model: string | null;
}

/** Counts turns by site. */
export class SiteTally {
  readonly #counts = new Map<string, SiteCounts>();

  /** Adds one turn. */
  add({ site, target, failure, model }: SiteTurn): void {
    const before = this.#counts.get(site) ?? { asked: 0, answered: 0, failed: 0, agreed: 0, differed: 0 };
    const compared = target !== null && model !== null;
    this.#counts.set(site, {
      asked: before.asked + 1,
      answered: before.answered + Number(target !== null),
      failed: before.failed + Number(failure !== undefined),
      agreed: before.agreed + Number(compared && target === model),
      differed: before.differed + Number(compared && target !== model),
    });
  }

  /** Counts of every site that was asked, by its name. */
  report(): Readonly<Record<string, SiteCounts>> {
    return Object.fromEntries(this.#counts);
  }
}
