import { describe, expect, it } from "vitest";
import { stateSteps } from "../../../shim/stages/state-steps.ts";

describe("the way of the state from one mode to another", () => {
  it("goes through each mode in between, up and back", () => {
    expect(stateSteps("off", "live")).toEqual(["dual-write", "compare", "live"]);
    expect(stateSteps("ramp-down", "off")).toEqual(["live", "compare", "dual-write", "off"]);
    expect(stateSteps("compare", "live")).toEqual(["live"]);
    expect(stateSteps("live", "live")).toEqual([]);
  });
});
