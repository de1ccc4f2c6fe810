import type { Texts } from "./metamorphism.ts";

const manifest = (name: string) =>
  JSON.stringify({
    name,
    version: "1.0.0",
    main: "index.js",
    types: "index.d.ts",
    exports: { ".": "./index.js", "./*": "./*.js" },
  });

/** Adds installed packages with contents that would change every answer, if they were read. */
export const withNodeModules = (texts: Texts): Texts => {
  const packages = ["@langchain/langgraph", "@langchain/core", "@langchain/openai", "langchain", "zod"];
  const installed = packages.flatMap((name): [string, string][] => [
    [`node_modules/${name}/package.json`, manifest(name)],
    [
      `node_modules/${name}/index.js`,
      "export class StateGraph {}\nexport class ChatOpenAI {}\nexport const createSupervisor = () => ({});\nexport const z = {};\n",
    ],
    [
      `node_modules/${name}/index.d.ts`,
      "export declare class StateGraph {}\nexport declare class ChatOpenAI { invoke(): string }\nexport declare const z: string;\n",
    ],
    [
      `node_modules/${name}/messages.js`,
      'import { ChatOpenAI } from "@langchain/openai";\nawait new ChatOpenAI({}).invoke("x");\n',
    ],
  ]);
  return new Map([...installed, ...texts]);
};
