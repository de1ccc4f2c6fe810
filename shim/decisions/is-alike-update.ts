import type { Decision } from "../../contracts/decision.ts";

/** What a turn wrote to the state, as its record holds it. */
export type WrittenUpdate = NonNullable<Decision["update"]>;

/** A turn that wrote nothing. */
export const nothingWritten: WrittenUpdate = { channels: [], digest: "", words: {} };

/** True if both wrote the same channels, with the same words of the graph. Digests are comparable within a tenant only. */
export const isAlikeUpdate = (a: WrittenUpdate, b: WrittenUpdate): boolean =>
  a.channels.join("\n") === b.channels.join("\n") &&
  a.channels.every((channel) => a.words[channel] === b.words[channel]);
