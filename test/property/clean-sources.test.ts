import { describe, expect, it } from "vitest";
import { NO_SLOTS } from "../harness/leaks/app-text.ts";
import { CLEAN_SOURCES } from "../harness/leaks/clean-sources.ts";
import { routingOnlySites } from "../harness/leaks/routing-only-sites.ts";

/** Sources whose call is not recognised as what it is yet. A line that is no longer true fails. */
const NOT_YET: Readonly<Record<string, string>> = { "streamed word": "called a gate" };

describe("sources not recognised yet", () => {
  it.each(Object.keys(NOT_YET))("%s is still not recognised", (name) => {
    const source = CLEAN_SOURCES.find((other) => other.name === name);
    const sites = routingOnlySites(source?.text(NO_SLOTS) ?? "");
    expect(sites.some((site) => site.replaceability === "rewrite")).toBe(false);
  });
});

describe.each(CLEAN_SOURCES.filter(({ name }) => !(name in NOT_YET)))("$name", (source) => {
  it("has one call that only routes, and that may be rewritten", () => {
    const sites = routingOnlySites(source.text(NO_SLOTS));
    expect(sites).toEqual([
      expect.objectContaining({
        classification: "routing-only",
        decides: "target",
        replaceability: "rewrite",
        targets: ["flights", "hotels"],
        expr: expect.stringMatching(source.site),
      }),
    ]);
  });

  it("stays so when its answer is logged", () => {
    const [tap] = source.taps;
    const sites = routingOnlySites(source.text({ ...NO_SLOTS, body: [`console.log("picked", ${tap?.value});`] }));
    expect(sites.map((site) => [site.classification, site.replaceability])).toEqual([["routing-only", "rewrite"]]);
  });
});
