import { appText } from "./app-text.ts";
import type { CleanSource } from "./clean-source.ts";
import { ASK, BACK, MESSAGE_TAPS, node, OBJECT_TAPS, PARAMETERS, ROUTE, SITE, WIRING } from "./source-parts.ts";

const ownWrapper: CleanSource = {
  name: "own wrapper of the model",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: /\.invoke\(messages\)|^decide\(/,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
async function decide(messages: BaseMessageLike[]): Promise<z.infer<typeof Route>> {
  return model.withStructuredOutput(Route).invoke(messages);
}
${node(`const r = await decide(${ASK});`, slots, "next: r.next")}`,
        wiring: WIRING,
      },
      slots,
    ),
};

const rawBeside: CleanSource = {
  name: "structured output with the raw message",
  taps: [...OBJECT_TAPS, { name: "raw message", value: "raw.text" }, { name: "both", value: "JSON.stringify(both)" }],
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) =>
    appText(
      {
        dispatcher: `${ROUTE}
const picker = model.withStructuredOutput(Route, { includeRaw: true });
${node(`const both = await picker.invoke(${ASK});\n  const { raw, parsed: r } = both;`, slots, "next: r.next")}`,
        wiring: WIRING,
      },
      slots,
    ),
};

const send: CleanSource = {
  name: "Send from a router",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: SITE,
  text: (slots) => {
    const { before, value } = slots.updateForm(
      "messages: state.messages",
      slots.update.filter(([name]) => name !== "messages"),
    );
    const added = slots.update.filter(([name]) => name === "messages").map(([, messages]) => messages);
    const payload = added.length
      ? `{ ...${value}, messages: state.messages.concat(${added.join(", ")} as never) }`
      : value;
    return appText(
      {
        dispatcher: `${ROUTE}
async function pick(${PARAMETERS}) {
  ${[`const r = await model.withStructuredOutput(Route).invoke(${ASK});`, ...slots.body, ...before].join("\n  ")}
  return r.next === "FINISH" ? END : new Send(r.next, ${payload});
}`,
        wiring: `.addNode("gather", async () => ({})).addEdge(START, "gather")
  .addConditionalEdges("gather", pick, ["flights", "hotels", END])
  .addEdge("flights", "gather").addEdge("hotels", "gather")`,
      },
      slots,
    );
  },
};

const streamed: CleanSource = {
  name: "streamed word",
  taps: MESSAGE_TAPS.map((tap) => ({
    ...tap,
    value: tap.value
      .replaceAll("reply.text", "text")
      .replaceAll("String(reply.content)", "text")
      .replaceAll("reply", "text"),
  })),
  offers: ["update", "state", "config"],
  site: /stream\(\[new SystemMessage\("Pick who goes on/,
  text: (slots) =>
    appText(
      {
        dispatcher: node(
          `let text = "";
  for await (const chunk of await model.stream(${ASK})) text += chunk.text;
  const next = text.includes("flights") ? "flights" : text.includes("hotels") ? "hotels" : "FINISH";`,
          slots,
          "next",
        ),
        wiring: WIRING,
      },
      slots,
    ),
};

const vendorSdk: CleanSource = {
  name: "vendor's SDK",
  taps: OBJECT_TAPS,
  offers: ["update", "state", "config"],
  site: /completions\.create/,
  text: (slots) =>
    appText(
      {
        dispatcher: `const openai = new OpenAI();
${node(
  `const completion = await openai.chat.completions.create({ model: "gpt-4.1", messages: [{ role: "user", content: String(state.messages.at(-1)?.text) }] });
  const r = JSON.parse(completion.choices[0]?.message.content ?? "{}") as { next: string; reason: string };`,
  slots,
  "next: r.next",
)}`,
        wiring: WIRING,
      },
      slots,
    ),
};

const switched: CleanSource = {
  name: "switch with a Command in each case",
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
  switch (r.next) {
    case "flights":
      return new Command({ goto: "flights"${update} });
    case "hotels":
      return new Command({ goto: "hotels"${update} });
    default:
      return new Command({ goto: END });
  }
}`,
        wiring: `.addNode("dispatch", dispatch, { ends: ["flights", "hotels", END] }).addEdge(START, "dispatch")
  ${BACK}`,
      },
      slots,
    );
  },
};

/** Sources that reach the model or the edge in less usual ways. */
export const WRAPPED_SOURCES: readonly CleanSource[] = [ownWrapper, rawBeside, send, streamed, vendorSdk, switched];
