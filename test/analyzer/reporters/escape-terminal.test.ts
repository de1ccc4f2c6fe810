import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeTerminal } from "../../../analyzer/reporters/escape-terminal.ts";
import { isTerminalSafe } from "../../harness/is-terminal-safe.ts";

/** Any code unit, so lone surrogates too, with the ones that matter far more often than chance has it. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.constantFrom(
        0x1b,
        0x9b,
        0x9d,
        0x07,
        0x08,
        0x0a,
        0x0d,
        0x7f,
        0x200b,
        0x2028,
        0x202e,
        0x2066,
        0xad,
        0xfeff,
        0xd83d,
      ),
    ),
  )
  .map((units) => String.fromCharCode(...units));

describe("escapeTerminal", () => {
  it("leaves nothing that a terminal obeys or hides", () => {
    fc.assert(
      fc.property(anyText, (text) => isTerminalSafe(escapeTerminal(text)) && !escapeTerminal(text).includes("\n")),
    );
  });

  it("changes nothing that is safe already", () => {
    fc.assert(fc.property(anyText, (text) => escapeTerminal(escapeTerminal(text)) === escapeTerminal(text)));
  });

  it("works character by character", () => {
    const each = (text: string): string => Array.from(text, escapeTerminal).join("");
    fc.assert(fc.property(anyText, (text) => escapeTerminal(text) === each(text)));
  });

  it.each([
    ["\u001b[31mred", "\\x1b[31mred"],
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u009b2J", "\\x9b2J"],
    ["\u202egnp.exe", "\\u{202e}gnp.exe"],
    ["\u{e0041}", "\\u{e0041}"],
    ["\ud83d", "\\u{d83d}"],
    ["Grüße, 東京, שלום, 🚂, C:\\x1b", "Grüße, 東京, שלום, 🚂, C:\\x1b"],
  ])("turns %j into %j", (text, escaped) => {
    expect(escapeTerminal(text)).toBe(escaped);
  });
});
