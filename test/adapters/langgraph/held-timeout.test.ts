import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Annotation, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it, onTestFinished } from "vitest";
import { heldTimeout } from "../../../adapters/langgraph/held-timeout.ts";
import { functionStages } from "../../../adapters/langgraph/index.ts";
import { unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { stageOf } from "../../harness/stage-of.ts";

// LangChain lets go of the signal of a timeout, and Node 20 then collects it: such a run hung, wrapped and bare alike.

const State = Annotation.Root({ step: Annotation<number>() });
type App = ReturnType<typeof waitingApp>;

/** A graph whose only node waits for good. */
const waitingApp = (onWaiting: () => void) =>
  new StateGraph(State)
    .addNode("wait", () => {
      onWaiting();
      return new Promise<never>(() => undefined);
    })
    .addEdge(START, "wait")
    .compile();

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void; // the flag puts it there

/** How a run that waits for good ends, while everything that can be collected is. */
const endOf = async (begin: (app: App) => Promise<unknown>, options: Parameters<typeof unconduct>[1]) => {
  let isWaiting = false;
  const app = unconduct(
    waitingApp(() => {
      isWaiting = true;
    }),
    options,
  );
  let end: unknown;
  void begin(app).then(
    (result) => {
      end = result;
    },
    (error: unknown) => {
      end = error;
    },
  );
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  while (end === undefined && !isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    if (isWaiting) collectGarbage();
  }
  return end;
};

const drained = async (events: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of events); // to its end
};

describe.each([
  ["at stage 0", {}],
  ["under live stages", { tenant: "acme", stages: functionStages(() => stageOf()) }],
])("a run with a timeout that nobody else holds, %s", (_, options) => {
  const own = new AbortController().signal;

  it.each<[string, (app: App) => Promise<unknown>]>([
    ["invoke", (app) => app.invoke({}, { timeout: 150 })],
    ["invoke beside a signal of the caller's", (app) => app.invoke({}, { timeout: 150, signal: own })],
    ["stream", async (app) => drained(await app.stream({}, { timeout: 150 }))],
    ["batch beside a signal", (app) => app.batch([{}], { timeout: 150, signal: own })],
    ["batch with options for each", (app) => app.batch([{}], [{ timeout: 150, signal: own }])],
    ["streamEvents", (app) => drained(app.streamEvents({}, { version: "v2", timeout: 150 }))],
  ])("is stopped by it: %s", async (_name, begin) => {
    expect(await endOf(begin, options)).toMatchObject({ name: expect.stringMatching(/^(Timeout|Abort)Error$/) });
  });
});

describe("options without a timeout", () => {
  it("are passed on as they are, those that LangChain refuses too", () => {
    for (const options of [undefined, {}, { timeout: 0 }, { timeout: -1 }]) expect(heldTimeout(options)).toBe(options);
  });
});
