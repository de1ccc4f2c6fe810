import { describe, expect, it } from "vitest";
import { stubModule } from "../../../analyzer/source/surface/stub-module.ts";
import { isFrameworkPackage, surfaceEntry, surfaceGroup } from "../../../analyzer/source/surface/surface.ts";

describe("the surface table", () => {
  it("knows constructors by module, not by name alone", () => {
    expect(surfaceEntry("@langchain/langgraph-supervisor", "createSupervisor")?.role).toBe("supervisor");
    expect(surfaceEntry("@langchain/langgraph", "createSupervisor")).toBeUndefined();
    expect(surfaceEntry("process-manager", "createSupervisor")).toBeUndefined();
  });

  it("takes every Chat… class of an integration for a model, templates and messages apart", () => {
    expect(surfaceEntry("@langchain/some-vendor", "ChatSome")?.role).toBe("model");
    expect(surfaceEntry("@langchain/openai", "AzureChatOpenAI")?.role).toBe("model");
    expect(surfaceEntry("@langchain/core/prompts", "ChatPromptTemplate")?.role).toBe("prompt");
    expect(surfaceEntry("@langchain/core/messages", "ChatMessage")?.role).toBe("message");
    expect(surfaceEntry("@langchain/community/stores/message/redis", "ChatMessageHistory")).toBeUndefined();
  });

  it("tells createReactAgent of langgraph, a prebuilt, from that of langchain/agents, a chain", () => {
    expect(surfaceEntry("@langchain/langgraph/prebuilt", "createReactAgent")?.role).toBe("react-agent");
    expect(surfaceEntry("langchain/agents", "createReactAgent")?.role).toBe("chain");
    expect(surfaceEntry("langchain", "createAgent")?.role).toBe("react-agent");
  });

  it("is not fooled by names that every object has", () => {
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"])
      expect(surfaceEntry("@langchain/langgraph", name), name).toBeUndefined();
  });

  it("knows packages as a whole, so that a workspace folder of that name is not entered", () => {
    for (const name of [
      "@langchain/langgraph",
      "@langchain/core",
      "@langchain/anything",
      "openai",
      "ai",
      "deepagents",
      "langchain",
      "zod",
    ])
      expect(isFrameworkPackage(name), name).toBe(true);
    for (const name of ["langchain-tools", "openai-helpers", "@acme/langgraph", "aid"])
      expect(isFrameworkPackage(name), name).toBe(false);
  });

  it("has no module for a relative path or a Node built-in", () => {
    for (const it of ["./openai", "node:fs", "fs", ""]) expect(surfaceGroup(it)).toBeUndefined();
  });
});

describe("a stub module", () => {
  it("declares what the table lists", () => {
    expect(stubModule("@langchain/langgraph", new Set())).toContain("declare class StateGraph");
  });

  it("declares further names that the module's rule knows", () => {
    expect(stubModule("@langchain/some-vendor", new Set(["ChatSome", "Other"]))).toContain("declare class ChatSome");
    expect(stubModule("@langchain/some-vendor", new Set(["ChatSome", "Other"]))).not.toContain("Other");
  });

  it("has a default export where the package has one", () => {
    expect(stubModule("ollama", new Set())).toContain("_default as default");
  });

  it("gives the default export to `require` where the package does, and under its own name as well", () => {
    expect(stubModule("@anthropic-ai/sdk", new Set())).toContain("export = _default;");
    expect(stubModule("@anthropic-ai/sdk", new Set())).toContain("_default as default");
    expect(stubModule("@google/genai", new Set())).not.toContain("export =");
  });

  it("is the same whatever the order of the names", () => {
    expect(stubModule("@langchain/x", new Set(["ChatB", "ChatA"]))).toBe(
      stubModule("@langchain/x", new Set(["ChatA", "ChatB"])),
    );
  });

  it("is none for a module that the table does not know", () => {
    expect(stubModule("left-pad", new Set(["ChatX"]))).toBeUndefined();
  });
});
