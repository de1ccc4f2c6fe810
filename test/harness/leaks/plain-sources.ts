import { appText } from "./app-text.ts";
import type { CleanSource } from "./clean-source.ts";
import {
  ASK,
  BACK,
  MAP,
  MESSAGE_TAPS,
  node,
  OBJECT_TAPS,
  PARAMETERS,
  ROUTE,
  returned,
  SITE,
  WIRING,
} from "./source-parts.ts";

const structured: CleanSource = {
  name: "structured output",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}\n${node(`const r = await model.withStructuredOutput(Route).invoke(${ASK});`, slots, "next: r.next")}`,
        wiring: WIRING,
      },
      slots,
    ),
};

const forcedTool: CleanSource = {
  name: "forced tool",
  taps: [
    ...OBJECT_TAPS,
    { name: "arguments of the call", value: 'String(reply.tool_calls?.[0]?.args["reason"])' },
    { name: "tool calls as JSON", value: "JSON.stringify(reply.tool_calls)" },
    { name: "text beside the call", value: "reply.text" },
  ],
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
const routeTool = tool(() => "", { name: "route", description: "Who goes on.", schema: Route });
const picker = model.bindTools([routeTool], { tool_choice: "route" });
${node(`const reply = await picker.invoke(${ASK});\n  const r = reply.tool_calls?.[0]?.args as z.infer<typeof Route>;`, slots, "next: r.next")}`,
        wiring: WIRING,
      },
      slots,
    ),
};

const jsonText: CleanSource = {
  name: "JSON text",
  taps: [...OBJECT_TAPS, ...MESSAGE_TAPS],
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: node(
          `const reply = await model.invoke(${ASK});\n  const r = JSON.parse(reply.text) as { next: string; reason: string };`,
          slots,
          "next: r.next",
        ),
        wiring: WIRING,
      },
      slots,
    ),
};

const oneWord: CleanSource = {
  name: "one word",
  taps: MESSAGE_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: node(
          `const reply = await model.invoke(${ASK});
  const word = reply.text.trim().toLowerCase();
  const next = word.includes("flights") ? "flights" : word.includes("hotels") ? "hotels" : "FINISH";`,
          slots,
          "next",
        ),
        wiring: WIRING,
      },
      slots,
    ),
};

const commandGoto: CleanSource = {
  name: "Command goto",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) => {
    const { before, value } = slots.updateForm("", slots.update);
    const update = slots.update.length ? `, update: ${value}` : "";
    return appText(
      {
        dispatcher: `${ROUTE}
async function dispatch(${PARAMETERS}) {
  ${[`const r = await model.withStructuredOutput(Route).invoke(${ASK});`, ...slots.body, ...before].join("\n  ")}
  return new Command({ goto: r.next === "FINISH" ? END : r.next${update} });
}`,
        wiring: `.addNode("dispatch", dispatch, { ends: ["flights", "hotels", END] }).addEdge(START, "dispatch")
  ${BACK}`,
      },
      slots,
    );
  },
};

const router: CleanSource = {
  name: "model call in the conditional edge",
  taps: OBJECT_TAPS,
  offers: ["state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
async function pick(${PARAMETERS}) {
  ${[`const r = await model.withStructuredOutput(Route).invoke(${ASK});`, ...slots.body].join("\n  ")}
  return r.next === "FINISH" ? END : r.next;
}`,
        wiring: `.addNode("gather", async () => ({})).addEdge(START, "gather")
  .addConditionalEdges("gather", pick, ["flights", "hotels", END])
  .addEdge("flights", "gather").addEdge("hotels", "gather")`,
      },
      slots,
    ),
};

const chainAsNode: CleanSource = {
  name: "chain as node",
  taps: OBJECT_TAPS,
  offers: ["update"],
  site: /^chain$/,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
const prompt = ChatPromptTemplate.fromMessages([["system", "Pick who goes on."], ["placeholder", "{messages}"]]);
const chain = prompt.pipe(model.withStructuredOutput(Route)).pipe(async (r: z.infer<typeof Route>) => {
  ${[...slots.body, returned(slots, "next: r.next")].join("\n  ")}
});`,
        wiring: WIRING.replace('"dispatch", dispatch', '"dispatch", chain'),
      },
      slots,
    ),
};

const boundMethods: CleanSource = {
  name: "class with bound methods",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
class Switchboard {
  private readonly picker;
  constructor(llm: ChatOpenAI) {
    this.picker = llm.withStructuredOutput(Route);
  }
  async dispatch(${PARAMETERS}) {
    ${[`const r = await this.picker.invoke(${ASK});`, ...slots.body].join("\n    ")}
    ${returned(slots, "next: r.next")}
  }
  pick(state: typeof State.State) {
    return state.next;
  }
  build() {
    return new StateGraph(State)
      .addNode("flights", flights)
      .addNode("hotels", hotels)
      .addNode("dispatch", this.dispatch.bind(this)).addEdge(START, "dispatch")
      .addConditionalEdges("dispatch", this.pick.bind(this), ${MAP})
      ${[BACK, ...slots.wiring].join("\n      ")}
      .compile();
  }
}`,
        wiring: "",
        graph: () => "const graph = new Switchboard(model).build();",
      },
      slots,
    ),
};

const choiceInAnObject: CleanSource = {
  name: "choice kept in an object",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        channels: ["choice: Annotation<{ to: string }>()"],
        dispatcher: `${ROUTE}\n${node(`const r = await model.withStructuredOutput(Route).invoke(${ASK});`, slots, "choice: { to: r.next }")}`,
        wiring: WIRING.replace("(s) => s.next", "({ choice }) => choice.to"),
      },
      slots,
    ),
};

const settled: CleanSource = {
  name: "then()",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
function dispatch(${PARAMETERS}) {
  return model.withStructuredOutput(Route).invoke(${ASK}).then(async (r) => {
    ${[...slots.body, returned(slots, "next: r.next")].join("\n    ")}
  });
}`,
        wiring: WIRING,
      },
      slots,
    ),
};

const factory: CleanSource = {
  name: "node made by a factory with an injected model",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
const makeDispatch = (llm: ChatOpenAI) => async (${PARAMETERS}) => {
  ${[`const r = await llm.withStructuredOutput(Route).invoke(${ASK});`, ...slots.body].join("\n  ")}
  ${returned(slots, "next: r.next")}
};`,
        wiring: WIRING.replace('"dispatch", dispatch', '"dispatch", makeDispatch(model)'),
      },
      slots,
    ),
};

/** Sources that say what they decide in one file, in the usual ways. */
export const PLAIN_SOURCES: readonly CleanSource[] = [
  structured,
  forcedTool,
  jsonText,
  oneWord,
  commandGoto,
  router,
  chainAsNode,
  boundMethods,
  choiceInAnObject,
  settled,
  factory,
];
