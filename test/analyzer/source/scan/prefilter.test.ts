import { describe, expect, it } from "vitest";
import { importSpecifiers } from "../../../../analyzer/source/scan/import-specifiers.ts";
import { namesFramework, surelyNamesFramework } from "../../../../analyzer/source/scan/prefilter.ts";
import { PREFILTER_NAMES } from "../../../../analyzer/source/scan/prefilter-names.ts";

describe("namesFramework", () => {
  it.each([
    `import { StateGraph } from "@langchain/langgraph"`,
    `import { initChatModel } from 'langchain/chat_models/universal'`,
    `import { generateText } from "ai"`,
    `import { streamUI } from "ai/rsc"`,
    `const OpenAI = require('openai')`,
    `import OpenAI from "npm:openai@4"`,
    `import { ChatOpenAI } from "https://esm.sh/@langchain/openai@0.0.1"`,
    `await fetch(\`\${base}/v1/chat/completions\`, body)`,
    `axios.post("https://api.anthropic.com/v1/messages")`,
    `https.request({ hostname: "api.openai.com" })`,
    `await model.generateContent(prompt)`,
    `"/models/gemini-pro:streamGenerateContent"`,
  ])("starts the analysis at %s", (text) => {
    expect(namesFramework(text)).toBe(true);
  });

  it.each([
    `// we replicate the ai of openai here`,
    `import x from "./ai"`,
    `import x from "openai-like-thing"`,
    `import { x } from "@/openai/client"`,
    `const aim = "aim"; const o = { ai: 1 }`,
    `import express from "express"`,
  ])("does not start at %s", (text) => {
    expect(namesFramework(text)).toBe(false);
  });

  it("knows every name of its table as code would write it", () => {
    const written = [
      ...PREFILTER_NAMES.scoped.map((name) => `import "${name}"`),
      ...PREFILTER_NAMES.quoted.map((name) => `require('${name}')`),
      ...PREFILTER_NAMES.hosts.map((name) => `fetch("https://${name}/x")`),
      ...PREFILTER_NAMES.paths.map((name) => `fetch(base + "${name}")`),
      ...PREFILTER_NAMES.methods.map((name) => `client.${name}(x)`),
    ];
    expect(written.filter((text) => !namesFramework(text))).toEqual([]);
  });
});

describe("surelyNamesFramework", () => {
  const surely = (text: string): boolean => surelyNamesFramework(text, importSpecifiers(text));

  it.each([
    `import { generateText } from "ai"`,
    `import { streamUI } from "ai/rsc"`,
    `const OpenAI = require('openai')`,
    `import OpenAI from "npm:openai@4"`,
    `import { StateGraph } from "@langchain/langgraph"`,
    `https.request({ hostname: "api.openai.com" })`,
    `fetch(base + "/chat/completions")`,
    `client.generateContent(x)`,
  ])("is sure of %s", (text) => {
    expect(surely(text)).toBe(true);
  });

  it.each([`translate("ai")`, `resolve(root, 'ai')`, `const vendor = "openai"`, `import x from "./openai"`])(
    "is not sure of %s",
    (text) => {
      expect(surely(text)).toBe(false);
    },
  );
});
