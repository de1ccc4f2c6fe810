import { describe, expect, it } from "vitest";
import { auditText, sites } from "../../harness/audit-text.ts";

const found = (text: string) => sites(auditText(text)).map((s) => `${s.runs}:${s.classification}`);

describe("a vendor's own SDK", () => {
  it("openai: chat.completions.create and responses.create", () => {
    expect(
      found(
        `import OpenAI from "openai"; const o = new OpenAI(); export const go = async () => [(await o.chat.completions.create({} as any)).choices[0].message.content, (await o.responses.create({} as any)).output_text];`,
      ),
    ).toEqual(["vendor-sdk:reasoning", "vendor-sdk:reasoning"]);
  });

  it("openai by name and with a key from the environment", () => {
    expect(
      found(
        `import { OpenAI } from "openai"; export async function go() { const client = new OpenAI({ apiKey: process.env.KEY }); const c = await client.chat.completions.create({ model: "x", messages: [] }); return c.choices[0]?.message?.content; }`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("what require gives: the class itself, or one of its properties", () => {
    const asked = "exports.go = async () => (await o.chat.completions.create({})).choices[0].message.content;";
    for (const client of [
      `const OpenAI = require("openai"); const o = new OpenAI();`,
      `const { OpenAI } = require("openai"); const o = new OpenAI();`,
      `const { default: OpenAI } = require("openai"); const o = new OpenAI();`,
      `const OpenAI = require("openai"); const o = new OpenAI.AzureOpenAI({});`,
      `const Groq = require("groq-sdk"); const o = new Groq();`,
    ])
      expect(sites(auditText({ "a.js": client + asked })), client).toHaveLength(1);
    expect(
      found(
        `import Anthropic = require("@anthropic-ai/sdk"); const a = new Anthropic(); export const go = async () => (await a.messages.create({} as any)).content;`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("a client that a CommonJS file gives away", () => {
    const audit = auditText({
      "client.js": `const OpenAI = require("openai"); module.exports = new OpenAI();`,
      "a.js": `const o = require("./client"); exports.go = async () => (await o.chat.completions.create({})).choices[0].message.content;`,
    });
    expect(sites(audit).map((s) => s.file)).toEqual(["a.js"]);
  });

  it("a client that JavaScript hands on, where no type says what it is", () => {
    const ask = "(await C.chat.completions.create({ messages: [] })).choices[0].message.content";
    const go = (client: string) => ask.replace("C", client);
    const of = (files: Record<string, string>) => sites(auditText(files)).map((s) => `${s.file} ${s.runs}`);
    const made = `const OpenAI = require("openai"); const given = require("./a");`;
    expect(
      of({
        "a.js": `class Desk { constructor(client) { this.client = client; } async go() { return ${go("this.client")}; } } module.exports = Desk;`,
        "b.js": `${made} exports.desk = new given(new OpenAI());`,
      }),
    ).toEqual(["a.js vendor-sdk"]);
    expect(
      of({
        "a.js": `exports.go = async ({ client }) => ${go("client")};`,
        "b.js": `${made} exports.run = () => given.go({ client: new OpenAI() });`,
      }),
    ).toEqual(["a.js vendor-sdk"]);
    expect(
      of({
        "a.js": `const OpenAI = require("openai"); let kept = null; function client() { if (!kept) { kept = new OpenAI(); } return kept; } exports.go = async () => ${go("client()")};`,
      }),
    ).toEqual(["a.js vendor-sdk"]);
    expect(
      of({
        "a.js": `const { ChatOpenAI } = require("@langchain/openai"); class Desk { constructor(client) { this.client = client; } async go() { return this.client.messages.create({}); } } exports.Desk = Desk; exports.m = new ChatOpenAI({});`,
        "b.js": `const { Store } = require("./store"); const { Desk } = require("./a"); exports.desk = new Desk(new Store());`,
        "store.js": `exports.Store = class Store { constructor() { this.messages = { create: (row) => row }; } };`,
      }),
    ).toEqual([]);
  });

  it("a client of axios' that is made for one address", () => {
    const posts = (client: string, path: string) =>
      sites(
        auditText({
          "a.js": `const axios = require("axios"); require("@langchain/core/messages"); ${client} exports.go = async (q) => { const r = await api.post("${path}", { model: "x", messages: [{ role: "user", content: q }] }); return r.data.choices[0].message.content; };`,
        }),
      ).map((s) => s.runs);
    const made = `const api = axios.create({ baseURL: "https://api.openai.com/v1" });`;
    expect(posts(made, "/chat/completions")).toEqual(["http"]);
    expect(posts(made, "/orders")).toEqual([]);
    expect(
      posts(`const api = { post: async (path, body) => ({ data: { path, body } }) };`, "/chat/completions"),
    ).toEqual([]);
  });

  it("openai's parse helper", () => {
    expect(
      found(
        `import OpenAI from "openai"; const o = new OpenAI(); export const go = async () => (await o.beta.chat.completions.parse({} as any)).choices[0].message.parsed;`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("anthropic: messages.create and messages.stream", () => {
    expect(
      found(
        `import Anthropic from "@anthropic-ai/sdk"; const a = new Anthropic(); export const go = async () => [(await a.messages.create({} as any)).content, a.messages.stream({} as any)];`,
      ),
    ).toHaveLength(2);
  });

  it("groq", () => {
    expect(
      found(
        `import Groq from "groq-sdk"; const g = new Groq(); export const go = async () => (await g.chat.completions.create({} as any)).choices[0].message.content;`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("google: generateContent and a chat's sendMessage", () => {
    expect(
      found(
        `import { GoogleGenerativeAI } from "@google/generative-ai"; const g = new GoogleGenerativeAI("k").getGenerativeModel({ model: "x" }); export const go = async () => [(await g.generateContent("x")).response.text(), (await g.startChat().sendMessage("y")).response.text()];`,
      ),
    ).toHaveLength(2);
  });

  it("google: a model that is kept under the SDK's own type", () => {
    expect(
      found(
        `import { GoogleGenerativeAI, GenerativeModel, type ChatSession } from "@google/generative-ai"; let kept: GenerativeModel | null = null; let chat: ChatSession | undefined;
        const model = (): GenerativeModel => (kept ??= new GoogleGenerativeAI("k").getGenerativeModel({ model: "x" })); export const open = () => { chat = model().startChat(); };
        export class Desk { #model: GenerativeModel; constructor(model: GenerativeModel) { this.#model = model; } go = async () => (await this.#model.generateContent("x")).response.text(); }
        export const go = async () => [(await model().generateContent("x")).response.text(), (await chat?.sendMessage("y"))?.response.text()];`,
      ),
    ).toHaveLength(3);
  });

  it("google genai: models.generateContent", () => {
    expect(
      found(
        `import { GoogleGenAI } from "@google/genai"; const ai = new GoogleGenAI({}); export const go = async () => (await ai.models.generateContent({ model: "x", contents: "y" })).text;`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("AI SDK: generateText, streamText, generateObject", () => {
    expect(
      found(
        `import { generateText, streamText, generateObject } from "ai"; export const go = async () => [(await generateText({} as any)).text, streamText({} as any).toDataStreamResponse(), (await generateObject({} as any)).object];`,
      ),
    ).toHaveLength(3);
  });

  it("AI SDK under an alias and as a namespace", () => {
    expect(
      found(
        `import { generateText as gen } from "ai"; import * as ai from "ai"; export const go = async () => [(await gen({} as any)).text, (await ai.generateText({} as any)).text];`,
      ),
    ).toHaveLength(2);
  });

  it("bedrock: send of a converse command, not of another", () => {
    expect(
      found(
        `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime"; import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3"; const b = new BedrockRuntimeClient({}); const s3 = new S3Client({}); export const go = async () => { await s3.send(new PutObjectCommand({} as any)); return b.send(new ConverseCommand({} as any)); };`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("ollama, mistral and cohere", () => {
    expect(
      found(
        `import ollama from "ollama"; import { Mistral } from "@mistralai/mistralai"; import { CohereClient } from "cohere-ai"; const m = new Mistral({}); const c = new CohereClient({}); export const go = async () => [(await ollama.chat({} as any)).message.content, (await m.chat.complete({} as any)).choices, (await c.chat({} as any)).text];`,
      ),
    ).toHaveLength(3);
  });

  it("a client held in a class field and made lazily", () => {
    expect(
      found(
        `import OpenAI from "openai"; export class A { #client?: OpenAI; private get client() { return (this.#client ??= new OpenAI()); } async ask() { return (await this.client.chat.completions.create({} as any)).choices[0].message.content; } }`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("a client wrapped by a tracer", () => {
    expect(
      found(
        `import OpenAI from "openai"; import { wrapOpenAI } from "langsmith/wrappers"; const o = wrapOpenAI(new OpenAI()); export const go = async () => (await o.chat.completions.create({} as any)).choices[0].message.content;`,
      ),
    ).toEqual(["vendor-sdk:reasoning"]);
  });

  it("one word from a vendor's SDK that only picks an edge is routing-only", () => {
    const audit =
      auditText(`import OpenAI from "openai"; import { StateGraph, Annotation, START, END } from "@langchain/langgraph"; const o = new OpenAI();
      const S = Annotation.Root({ q: Annotation<string>(), out: Annotation<string>() }); type T = typeof S.State;
      const work = async (s: T) => ({ out: (await o.chat.completions.create({ model: "w", messages: [] })).choices[0].message.content! });
      const choose = async (s: T) => { const r = await o.chat.completions.create({ model: "pick", messages: [] }); return r.choices[0].message.content?.trim() === "b" ? "b" : "c"; };
      export const app = new StateGraph(S).addNode("b", work).addNode("c", work).addConditionalEdges(START, choose, ["b", "c"]).addEdge("b", END).addEdge("c", END).compile();`);
    expect(sites(audit, `"pick"`).map((s) => s.classification)).toEqual(["routing-only"]);
  });
});

describe("a model service over HTTP", () => {
  it("fetch to a chat endpoint", () => {
    expect(
      found(
        `export async function go(messages: any[]) { const r = await fetch("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify({ messages }) }); return (await r.json()).choices[0].message.content; }`,
      ),
    ).toEqual(["http:reasoning"]);
  });

  it("fetch to an endpoint under a configurable base", () => {
    expect(
      found(
        "const base = process.env.BASE ?? 'http://localhost:1234'; export async function go(m: any[]) { const r = await fetch(`${base}/v1/chat/completions`, { method: 'POST', body: JSON.stringify(m) }); return (await r.json()).choices; }",
      ),
    ).toEqual(["http:reasoning"]);
  });

  it("axios.post and an axios instance", () => {
    expect(
      found(
        `import axios from "axios"; const http = axios.create({ baseURL: "https://openrouter.ai/api" }); export const go = async (m: any) => [(await axios.post("https://api.anthropic.com/v1/messages", m)).data, (await http.post("/v1/chat/completions", m)).data];`,
      ),
    ).toEqual(["http:reasoning", "http:reasoning"]);
  });

  it("a URL in a constant of another file", () => {
    const audit = auditText({
      "urls.ts": `export const CHAT = "https://api.groq.com/openai/v1/chat/completions";`,
      "a.ts": `import { CHAT } from "./urls"; export const go = async (m: any) => (await (await fetch(CHAT, { method: "POST", body: m })).json()).choices;`,
    });
    expect(sites(audit, "fetch", "a.ts")).toHaveLength(1);
  });

  it("axios called with a config object", () => {
    expect(
      found(
        `import axios from "axios"; export const go = async (data: any) => (await axios({ method: "post", url: "https://api.openai.com/v1/chat/completions", data })).data.choices;`,
      ),
    ).toEqual(["http:reasoning"]);
  });

  it("fetch to anything else is none", () => {
    expect(
      found(
        `import "@langchain/core/messages"; export const go = async () => [await fetch("https://api.openai.com/v1/embeddings"), await fetch("https://example.com/v1/messages/42"), await fetch("/api/chat")];`,
      ),
    ).toEqual([]);
  });

  it("a chat request to an address from outside the code, when its answer is read as one", () => {
    const go = (answer: string, url = "process.env.MODEL_URL ?? ''") =>
      found(
        `import axios from "axios"; import "@langchain/core/messages"; export const go = async (messages: any) => { const body = { model: process.env.MODEL, messages }; const r = await axios.post(${url}, body, { headers: {} }); return r.data${answer}; };`,
      );
    expect(go(".choices[0].message.content")).toEqual(["http:reasoning"]);
    expect(go(".id")).toEqual([]);
    expect(go(".choices[0].message.content", `"/api/chat"`)).toEqual([]);
  });

  it("what a person says, with a temperature and a limit of tokens, to a service of the app's own", () => {
    const go = (body: string, url = "`http://${this.config.get('HOST')}/generate`") =>
      found(
        `import { HttpService } from "@nestjs/axios"; import { firstValueFrom } from "rxjs"; import "@langchain/core/messages";
        export class ModelClient { constructor(private readonly httpService: HttpService, private readonly config: any) {}
          async ask(q: any) { const r = await firstValueFrom(this.httpService.post(${url}, ${body})); return r.data.response; } }`,
      );
    const body = `{ systemPrompt: q.system, userPrompt: q.text, options: { temperature: q.temperature ?? 0.7, maxTokens: 3500 } }`;
    expect(go(body)).toEqual(["http:reasoning"]);
    expect(go(body, `"/api/generate"`)).toEqual([]);
    expect(go(`{ name: q.name, systemPrompt: q.system, temperature: 0.7, maxTokens: 3500 }`)).toEqual([]);
    expect(go(`{ userMessage: q.text, options: { locale: "en" } }`)).toEqual([]);
  });

  it("what such a service says is followed through the promise that an observable becomes", () => {
    const audit = auditText({
      "client.ts": `import { HttpService } from "@nestjs/axios"; import { firstValueFrom } from "rxjs";
        export class ModelClient { constructor(private readonly http: HttpService, private readonly url: string) {}
          async ask(system: string, text: string) { const r = await firstValueFrom(this.http.post(this.url, { system, userMessage: text, temperature: 0, max_tokens: 9 })); return { text: r.data.content as string }; } }`,
      "graph.ts": `import { StateGraph, Annotation, START, END } from "@langchain/langgraph"; import { ModelClient } from "./client";
        const S = Annotation.Root({ q: Annotation<string>(), out: Annotation<string>() }); type T = typeof S.State;
        export const build = (client: ModelClient) => { const work = async (s: T) => ({ out: (await client.ask("work", s.q)).text });
          const choose = async (s: T) => ((await client.ask("pick", s.q)).text.trim() === "b" ? "b" : "c");
          return new StateGraph(S).addNode("b", work).addNode("c", work).addConditionalEdges(START, choose, ["b", "c"]).addEdge("b", END).addEdge("c", END).compile(); };`,
    });
    expect(sites(audit, `"pick"`, "graph.ts").map((s) => s.classification)).toEqual(["routing-only"]);
    expect(sites(audit, `"work"`, "graph.ts").map((s) => s.classification)).toEqual(["reasoning"]);
  });
});
