import { expect, it } from "vitest";
import { traceThread } from "../../../shim/decisions/trace-thread.ts";
import { decisionOf } from "../../harness/decision-of.ts";

it("puts a re-check below the decision that it asks again, in whichever order the log has them", () => {
  const again = decisionOf("again", { recheckOf: "a", run: "r-1" });
  for (const order of [
    [decisionOf("a"), again],
    [again, decisionOf("a")],
  ])
    expect(traceThread(order)).toEqual([{ run: "r-1", decisions: [{ decision: decisionOf("a"), rechecks: [again] }] }]);
});

it("lets a re-check stand by itself when the log has dropped what it asks again", () => {
  const again = decisionOf("again", { recheckOf: "gone" });
  expect(traceThread([again])).toEqual([{ run: "r-1", decisions: [{ decision: again, rechecks: [] }] }]);
});
