import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { json } from "../../../analyzer/reporters/json.ts";
import { mapStrings } from "../../../analyzer/reporters/map-strings.ts";
import { isTerminalSafe } from "../../harness/is-terminal-safe.ts";
import { readReport } from "../../harness/read-report.ts";

const options = { color: true, width: 80, all: false };

describe("json", () => {
  it.each(["research-assistant", "hostile-strings", "no-app"])("gives %s back unchanged when parsed", (name) => {
    const audit = readReport(name);
    expect(JSON.parse(json(audit, options).output)).toEqual(audit);
  });

  it("is indented by two spaces and ends with one newline", () => {
    const { output } = json(readReport("no-app"), options);
    expect(output).toMatch(/^\{\n {2}"contract": "audit\/1",\n/);
    expect(output).toMatch(/[^\n]\n$/);
  });

  it("prints nothing that a terminal obeys, and loses nothing, whatever the strings hold", () => {
    const base = readReport("research-assistant");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const audit = mapStrings(base, (value) => value + text);
        const { output } = json(audit, options);
        return isTerminalSafe(output) && JSON.stringify(JSON.parse(output)) === JSON.stringify(audit);
      }),
      { numRuns: 25 },
    );
  });
});
