import { entries, type SurfaceGroup } from "./surface-entry.ts";

/** `@langchain/langgraph` and the packages built on it. */
export const LANGGRAPH_SURFACE: readonly SurfaceGroup[] = [
  {
    modules: ["@langchain/langgraph", "@langchain/langgraph/web", "@langchain/langgraph/zod"],
    exports: {
      ...entries("builder", "class:StateGraph", "StateGraph MessageGraph Graph"),
      ...entries("schema", "const:__U.AnnotationFn", "Annotation"),
      ...entries("schema", "const:typeof __U.MessagesAnnotation", "MessagesAnnotation"),
      ...entries("schema", "class:StateSchema", "StateSchema"),
      ...entries("schema", "const:typeof __U.MessagesZodState", "MessagesZodState"),
      ...entries("command", "class:Command", "Command"),
      ...entries("send", "class:Send", "Send"),
      ...entries("interrupt", "fn:interrupt", "interrupt"),
      ...entries("entrypoint", "fn:entrypoint", "entrypoint"),
      ...entries("task", "fn:task", "task"),
      ...entries("saver-process", "class:Saver", "MemorySaver"),
      ...entries("saver-external", "class:Saver", "BaseCheckpointSaver"),
      ...entries("store-process", "class:Store", "InMemoryStore"),
      ...entries("store-external", "class:Store", "BaseStore"),
      ...entries("other", 'const:"__start__"', "START"),
      ...entries("other", 'const:"__end__"', "END"),
      ...entries("other", "fn:addMessages", "addMessages messagesStateReducer"),
      ...entries("other", "class:Graph", "CompiledStateGraph CompiledGraph Pregel"),
    },
  },
  {
    modules: ["@langchain/langgraph/prebuilt"],
    exports: {
      ...entries(
        "react-agent",
        "fn:agentFactory",
        "createReactAgent createFunctionCallingExecutor createAgentExecutor",
      ),
      ...entries("tool-node", "class:ToolNode", "ToolNode ToolExecutor"),
      ...entries("other", "fn:toolsCondition", "toolsCondition"),
      ...entries("trace", "const:<T>(model: T, mode?: any) => T", "withAgentName"),
    },
  },
  {
    modules: ["@langchain/langgraph/remote"],
    exports: entries("remote-client", "class:RemoteGraph", "RemoteGraph"),
  },
  {
    modules: ["@langchain/langgraph-sdk", "@langchain/langgraph-sdk/client"],
    exports: entries("remote-client", "class:Client", "Client"),
  },
  {
    modules: ["@langchain/langgraph-supervisor"],
    exports: {
      ...entries("supervisor", "fn:createSupervisor", "createSupervisor"),
      ...entries("trace", "const:<T>(model: T, mode?: any) => T", "withAgentName"),
      ...entries("handoff-tool", "fn:createHandoffTool", "createHandoffTool"),
    },
  },
  {
    modules: ["@langchain/langgraph-swarm"],
    exports: {
      ...entries("swarm", "fn:createSwarm", "createSwarm"),
      ...entries("swarm-router", "const:<T>(builder: T, o: any) => T", "addActiveAgentRouter"),
      ...entries("handoff-tool", "fn:createHandoffTool", "createHandoffTool"),
    },
  },
  {
    modules: [
      "@langchain/langgraph-checkpoint",
      "@langchain/langgraph-checkpoint-*",
      "unconduct-runtime/langgraph-redis",
    ],
    exports: {
      ...entries("saver-process", "class:Saver", "MemorySaver"),
      ...entries(
        "saver-external",
        "class:Saver",
        "BaseCheckpointSaver PostgresSaver SqliteSaver MongoDBSaver RedisSaver ShallowRedisSaver",
      ),
      ...entries("store-process", "class:Store", "InMemoryStore"),
      ...entries("store-external", "class:Store", "BaseStore PostgresStore RedisStore MongoDBStore"),
    },
    fallback: (name) =>
      /Saver$/.test(name)
        ? { role: "saver-external", stub: "class:Saver" }
        : /Store$/.test(name)
          ? { role: "store-external", stub: "class:Store" }
          : undefined,
  },
  {
    modules: ["unconduct-runtime/registry-first"],
    exports: entries(
      "registry-first",
      "const:(options: any) => { <R>(site: any, given: any, answers: any, model: () => R): R; node<N>(site: any, answers: any, runnable: N): N }",
      "registryFirst",
    ),
  },
  {
    // What they give back is the app that they are given, and runs it.
    modules: ["unconduct-runtime/langgraph"],
    exports: entries("trace", "const:<T>(app: T, o?: any) => T", "unconduct withHandoffs"),
  },
  {
    modules: ["deepagents"],
    exports: {
      ...entries("deep-agent", "fn:agentFactory", "createDeepAgent"),
    },
  },
];
