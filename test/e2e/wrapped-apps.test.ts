import { describe, expect, it } from "vitest";
import { compareBehaviour, listApps } from "../harness/run-app.ts";

describe("a wrapped app behaves as the bare one", () => {
  it.each(listApps())("%s, in every method, stream mode and error", { timeout: 300_000 }, async (app) => {
    const { tried, differences } = await compareBehaviour(app);
    expect(tried).toEqual(expect.arrayContaining(["invoke", "streamEvents v3", "state methods", "nested as a node"]));
    // One at a time, so that a failure shows what differs.
    for (const { name, bare, wrapped } of differences) expect({ [name]: wrapped }).toEqual({ [name]: bare });
  });

  it.each(["clinic-intake", "loan-office", "research-desk", "shop-helper", "travel-desk"])(
    "%s, with stages 1 and 2 in shadow",
    { timeout: 300_000 },
    async (app) => {
      const { differences } = await compareBehaviour(app, "shadow");
      for (const { name, bare, wrapped } of differences) expect({ [name]: wrapped }).toEqual({ [name]: bare });
    },
  );
});
