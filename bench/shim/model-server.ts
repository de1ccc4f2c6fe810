import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A model service on this machine, in a process of its own: its CPU is nobody's here. */
export interface ModelServer {
  readonly url: string;
  stop(): void;
}

/** Answers any request with its own `answer` field, as a chat service does: a body of JSON around a text. */
const program = `
const answer = (body) => JSON.stringify({ id: "chatcmpl-1", object: "chat.completion", model: "bench",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: JSON.parse(body).answer } }],
  usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
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
  return { url: `http://127.0.0.1:${port}/v1/chat/completions`, stop: () => void child.kill() };
};
