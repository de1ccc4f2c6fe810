import fc from "fast-check";

/** Ids that are fine for tenants, threads and names alike. */
export const plainId: fc.Arbitrary<string> = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);

/** Pieces that would end a key part, match other keys, hide in a log, or spell one id in two ways. */
const poison = fc.constantFrom(
  ...[":", "{", "}", "{}", "}:", "*", "?", "[", "]", "[^a]", "\\", "^", "|", "::", "}:stage", "{other}:stage"],
  ...[" ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u2028"],
  ...["\u0000", "\u0007", "\u001b[2J", "\u001f", "\u007f", "\u0085", "\u200b", "\u202e", "\ufeff", "\ud800", "\udfff"],
  ...["e\u0301", "A\u030a", "\u1100\u1161"],
);

/** Ids that no key may hold: poison anywhere in a plain id, nothing at all, or far too much. */
export const hostileId: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.option(plainId, { nil: "" }), poison, fc.option(plainId, { nil: "" })).map((pieces) => pieces.join("")),
  fc.constant(""),
  fc.integer({ min: 257, max: 2000 }).map((length) => "x".repeat(length)),
);
