import { hash } from "node:crypto";
import { canonicalText } from "./canonical-text.ts";
import type { WrittenUpdate } from "./is-alike-update.ts";

/** How updates are made unreadable. */
export interface DigestRule {
  /** Key of the digest: who has the log but not the key cannot try out what was written. */
  readonly secret: string;
  /** Words of the graph: node names and keys of conditions. Only these may stand in a record as they are. */
  readonly words: ReadonlySet<string>;
}

/** Updates that are remembered, and the longest text of one, so that nothing large is held. */
const maxKnown = 1_000;
const maxText = 500;

/**
 * What decisions wrote, unreadable: a hash behind its key, cut short, so that without the key nobody can try out what was
 * written. A conductor writes the same again and again, so short updates are remembered in this process: one record for
 * all that are alike, which nobody may change.
 */
export class UpdateDigests {
  readonly #rule: DigestRule;
  readonly #known = new Map<string, Map<string, WrittenUpdate>>();
  #count = 0;

  constructor(rule: DigestRule) {
    this.#rule = rule;
  }

  /** `written`: channel to what was written, made comparable. */
  of(written: Readonly<Record<string, unknown>>, tenant: string): WrittenUpdate {
    const text = canonicalText(written);
    const known = this.#known.get(tenant)?.get(text);
    if (known !== undefined) return known;
    const update = this.#digest(written, `${JSON.stringify([this.#rule.secret, tenant])}${text}`);
    if (text.length <= maxText) this.#remember(tenant, text, update);
    return update;
  }

  #remember(tenant: string, text: string, update: WrittenUpdate): void {
    if (this.#count >= maxKnown) {
      this.#known.clear();
      this.#count = 0;
    }
    const ofTenant = this.#known.get(tenant) ?? new Map<string, WrittenUpdate>();
    this.#known.set(tenant, ofTenant.set(text, update));
    this.#count += 1;
  }

  #digest(written: Readonly<Record<string, unknown>>, text: string): WrittenUpdate {
    const words: Record<string, string> = {};
    for (const [channel, value] of Object.entries(written)) {
      if (typeof value === "string" && this.#rule.words.has(value)) words[channel] = value;
    }
    const digest = hash("sha256", text, "base64url").slice(0, 22);
    return { channels: Object.keys(written).sort(), digest, words };
  }
}
