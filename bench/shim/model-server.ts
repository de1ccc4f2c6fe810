import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A model service on this machine, in a process of its own: its CPU is nobody's here. */
export interface ModelServer {
  /** Up to the version: what OpenAI clients call a base URL. */
  readonly url: string;
  stop(): void;
}

/**
 * Answers any request with its own `answer` field, as a chat service does: a body of JSON around a text. Without one, the
 * model `supervisor` hands over to each of the agents that its tools name, one after the other, and any other says it is done.
 */
const program = `
const handedOver = (messages) => messages.filter(({ role, content }) => role === "tool" && !content.includes("back")).length;
const next = ({ tools = [], messages }) => tools[handedOver(messages)]?.function.name;
const spoken = (asked) => asked.answer ?? (asked.model === "supervisor" ? "All done." : "The " + asked.model + " is done.");
const messageOf = (asked) => {
  const tool = asked.model === "supervisor" ? next(asked) : undefined;
  if (tool === undefined) return { role: "assistant", content: spoken(asked) };
  const call = { id: "call_" + process.hrtime.bigint(), type: "function", function: { name: tool, arguments: "{}" } };
  return { role: "assistant", content: null, tool_calls: [call] };
};
const answer = (body) => {
  const message = messageOf(JSON.parse(body));
  return JSON.stringify({ id: "chatcmpl-" + process.hrtime.bigint(), object: "chat.completion", created: 1, model: "bench",
    choices: [{ index: 0, finish_reason: message.tool_calls ? "tool_calls" : "stop", message }],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
};
const server = require("node:http").createServer((request, response) => {
  let body = "";
  request.on("data", (part) => { body += part; });
  request.on("end", () => { response.setHeader("content-type", "application/json"); response.end(answer(body)); });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(String(server.address().port)));
`;

/** Starts the service. Stop it, or the process stays. */
export const startModelServer = async (): Promise<ModelServer> => {
  const child: ChildProcess = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout === null) throw new Error("the model service has no output to say its port on");
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return { url: `http://127.0.0.1:${port}/v1`, stop: () => void child.kill() };
};
