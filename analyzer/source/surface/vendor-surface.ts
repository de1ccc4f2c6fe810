import { entries, type SurfaceGroup } from "./surface-entry.ts";

/** What a Gemini client gives: code names these types where it keeps a model for later. */
const GEMINI_PARTS = {
  ...entries("vendor-client", "class:GeminiModel", "GenerativeModel"),
  ...entries("vendor-client", "class:GeminiChat", "ChatSession"),
};

/** Model vendors' own SDKs; a call is recognised by the type of its method, since `messages.create` belongs to several. */
export const VENDOR_SURFACE: readonly SurfaceGroup[] = [
  {
    modules: ["openai"],
    exports: entries("vendor-client", "class:OpenAIClient", "default OpenAI AzureOpenAI OpenAIApi"),
    requiredAsDefault: true,
  },
  {
    modules: ["groq-sdk"],
    exports: entries("vendor-client", "class:OpenAIClient", "default Groq"),
    requiredAsDefault: true,
  },
  {
    modules: ["together-ai"],
    exports: entries("vendor-client", "class:OpenAIClient", "default Together"),
    requiredAsDefault: true,
  },
  {
    modules: ["@cerebras/cerebras_cloud_sdk"],
    exports: entries("vendor-client", "class:OpenAIClient", "default Cerebras"),
    requiredAsDefault: true,
  },
  {
    modules: ["@anthropic-ai/sdk", "@anthropic-ai/bedrock-sdk", "@anthropic-ai/vertex-sdk"],
    exports: entries("vendor-client", "class:AnthropicClient", "default Anthropic AnthropicBedrock AnthropicVertex"),
    requiredAsDefault: true,
  },
  {
    modules: ["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"],
    exports: entries("model-call", "const:__U.ModelCall", "query"),
  },
  {
    modules: ["@google/generative-ai"],
    exports: { ...entries("vendor-client", "class:GeminiClient", "GoogleGenerativeAI"), ...GEMINI_PARTS },
  },
  {
    modules: ["@google-cloud/vertexai"],
    exports: { ...entries("vendor-client", "class:GeminiClient", "VertexAI"), ...GEMINI_PARTS },
  },
  {
    modules: ["@google/genai"],
    exports: {
      ...entries("vendor-client", "class:GenAIClient", "GoogleGenAI"),
      ...entries("vendor-client", "class:GeminiChat", "Chat"),
    },
  },
  {
    modules: ["@mistralai/mistralai"],
    exports: entries("vendor-client", "class:MistralClient", "default Mistral MistralClient"),
  },
  { modules: ["cohere-ai"], exports: entries("vendor-client", "class:CohereClient", "CohereClient CohereClientV2") },
  {
    modules: ["ollama"],
    exports: {
      ...entries("vendor-client", "class:OllamaClient", "Ollama"),
      ...entries("vendor-client", "const:__U.OllamaClient", "default"),
    },
  },
  {
    modules: ["@huggingface/inference"],
    exports: entries("vendor-client", "class:HfClient", "HfInference InferenceClient"),
  },
  {
    modules: ["ai"],
    exports: {
      ...entries(
        "model-call",
        "const:__U.ModelCall",
        "generateText streamText generateObject streamObject experimental_generateText",
      ),
      ...entries("vendor-client", "class:AiAgent", "ToolLoopAgent Experimental_Agent"),
      ...entries("tool-factory", "fn:toolFactory", "tool"),
    },
  },
  {
    modules: ["@aws-sdk/client-bedrock-runtime"],
    exports: {
      ...entries("vendor-client", "class:BedrockClient", "BedrockRuntimeClient BedrockRuntime"),
      ...entries(
        "vendor-client",
        "class:ModelCommand",
        "InvokeModelCommand ConverseCommand ConverseStreamCommand InvokeModelWithResponseStreamCommand",
      ),
    },
  },
  {
    modules: ["zod", "zod/v3", "zod/v4"],
    exports: { z: { role: "schema", stub: "zod" }, default: { role: "schema", stub: "zod" } },
  },
];
