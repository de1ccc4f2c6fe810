import fc from "fast-check";
import { expect, it } from "vitest";
import { isUnconductError } from "../../../contracts/unconduct-error.ts";
import { tenantKeys } from "../../../shim/keys/tenant-keys.ts";
import { hostileId, plainId } from "../../harness/hostile-ids.ts";

/** The key, or the code of the refusal. Anything else thrown fails the test. */
const attempt = (make: () => string): string | { refused: string } => {
  try {
    return make();
  } catch (error) {
    if (isUnconductError(error)) return { refused: error.code };
    throw error;
  }
};

const keyOf = (tenant: string, thread: string, threadIds: "strict" | "encode") =>
  attempt(() => tenantKeys({ tenant, threadIds }).thread(thread, "state"));

/** The same rule Redis applies to find a key's slot. */
const hashTag = (key: string) => /\{([^}]+)\}/.exec(key)?.[1];

it("every hostile tenant, thread, part, channel and pool is refused with ID_REFUSED", () => {
  fc.assert(
    fc.property(hostileId, (id) => {
      const keys = tenantKeys({ tenant: "t1" });
      const makers = [
        () => tenantKeys({ tenant: id }).own("stage"),
        () => tenantKeys({ tenant: "t1", prefix: id }).own("stage"),
        () => keys.thread(id, "state"),
        () => keys.thread("th", id),
        () => keys.own(id),
        () => keys.channel(id),
        () => keys.queue(id).name,
      ];
      for (const make of makers) expect(attempt(make)).toEqual({ refused: "ID_REFUSED" });
    }),
    { numRuns: 500 },
  );
});

it.each(["strict", "encode"] as const)("%s: two different (tenant, thread) never share a key or a hash tag", (mode) => {
  const id = fc.oneof(plainId, hostileId, fc.string({ unit: "grapheme", maxLength: 12 }));
  fc.assert(
    fc.property(plainId, plainId, id, id, (tenantA, tenantB, threadA, threadB) => {
      const [a, b] = [keyOf(tenantA, threadA, mode), keyOf(tenantB, threadB, mode)];
      if (typeof a !== "string" || typeof b !== "string") return;
      const same = tenantA === tenantB && threadA === threadB;
      expect(a === b).toBe(same);
      expect(hashTag(a) === hashTag(b)).toBe(same);
    }),
    { numRuns: 1000 },
  );
});

it("a thread that both settings accept has one key under both, unless it holds a percent sign", () => {
  fc.assert(
    fc.property(plainId, plainId, (tenant, thread) => {
      expect(keyOf(tenant, thread, "encode")).toBe(keyOf(tenant, thread, "strict"));
    }),
  );
  expect(keyOf("t1", "50%", "encode")).toBe(keyOf("t1", "50%", "strict"));
});

it("a key of one tenant lies under no pattern of another's ACL", () => {
  fc.assert(
    fc.property(plainId, plainId, plainId, (mine, theirs, thread) => {
      fc.pre(mine !== theirs);
      const keys = tenantKeys({ tenant: theirs, threadIds: "encode" });
      for (const key of [keys.thread(thread, "state"), keys.own("stage"), keys.channel("stage")]) {
        expect(key.startsWith(`uc:{${mine}}:`)).toBe(false);
        expect(key.startsWith(`uc:{${mine}:`)).toBe(false);
      }
    }),
  );
});

it("encode keeps refusing what no key may hold: empty, control characters, too long, not NFC", () => {
  for (const id of ["", "a\u0000b", "line\nbreak", "x".repeat(257), "e\u0301", "\u200b", "\ud800"]) {
    expect(keyOf("t1", id, "encode"), JSON.stringify(id)).toEqual({ refused: "ID_REFUSED" });
  }
});

it("encode stores ids that apps use: colons, spaces, addresses", () => {
  expect(keyOf("t1", "user:7 *", "encode")).toBe("uc:{t1:user%3A7%20%2A}:state");
  expect(keyOf("t1", "a@b.example", "strict")).toBe("uc:{t1:a@b.example}:state");
});
