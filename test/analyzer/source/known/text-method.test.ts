import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { known } from "../../../../analyzer/source/known/known.ts";
import { patternMethod, textMethod, toKnown } from "../../../../analyzer/source/known/text-method.ts";

describe("a method of a known text", () => {
  const word = fc.stringMatching(/^[ a-c]{0,6}$/);
  it.each(["includes", "startsWith", "endsWith", "indexOf", "split", "concat"] as const)(
    "gives what %s gives",
    (method) => {
      fc.assert(
        fc.property(word, word, (text, part) => {
          expect(textMethod(text, method, [known(part)])).toEqual(toKnown(text[method](part)));
        }),
      );
    },
  );

  it("is unknown for an argument that is not known, or that is a function", () => {
    expect(textMethod("a", "concat", [{ t: "unknown" }])).toEqual({ t: "unknown" });
    expect(textMethod("a", "slice", [known(undefined)])).toEqual({ t: "unknown" });
    expect(textMethod("a", "constructor", [])).toEqual({ t: "unknown" });
  });

  it("tries patterns", () => {
    const pattern = { t: "pattern", pattern: /\b(fares|stay)\b/ } as const;
    expect(textMethod("a stay", "match", [pattern])).toEqual(toKnown(["stay", "stay"]));
    expect(textMethod("a", "match", [pattern])).toEqual(known(null));
    expect(textMethod("a stay", "replace", [pattern, known("x")])).toEqual(known("a x"));
    expect(textMethod("a stay", "includes", [pattern])).toEqual({ t: "unknown" }); // throws
  });

  it("does not try a pattern that goes on where it was", () => {
    expect(patternMethod(/a/g, "test", [known("a")])).toEqual({ t: "unknown" });
    expect(patternMethod(/a/, "test", [known("a")])).toEqual(known(true));
  });
});
