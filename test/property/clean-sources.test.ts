import { describe, expect, it } from "vitest";
import { NO_SLOTS } from "../harness/leaks/app-text.ts";
import { CLEAN_SOURCES } from "../harness/leaks/clean-sources.ts";
import { routingOnlySites } from "../harness/leaks/routing-only-sites.ts";

describe.each(CLEAN_SOURCES)("$name", (source) => {
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
