/** What a text must name for the analysis to start at it. Being here costs a parse, being absent may cost a call site. */
export interface PrefilterNames {
  /** Distinctive enough to count anywhere in the text, comments included. */
  readonly anywhere: readonly string[];
  /** Ordinary words that count only as a quoted module name: `"ai"`, `"ai/rsc"`. */
  readonly quoted: readonly string[];
}

/** Frameworks, model SDKs and chat endpoints. Plain substrings; no pattern syntax. */
export const PREFILTER_NAMES: PrefilterNames = {
  anywhere: [
    ...[
      "@langchain/",
      "langgraph",
      "deepagents",
      "@openai/agents",
      "@ai-sdk/",
      "@mastra/",
      "llamaindex",
      "@genkit-ai/",
    ],
    ...["@anthropic-ai/", "@google/generative-ai", "@google/genai", "@google-cloud/vertexai", "@mistralai/"],
    ...["@aws-sdk/client-bedrock", "@azure/openai", "@azure-rest/ai-inference", "@huggingface/inference"],
    ...["@openrouter/", "@cerebras/", "groq-sdk", "cohere-ai", "together-ai", "mistralai", "ollama-ai-provider"],
    ...["node-llama-cpp", "@ibm-cloud/watsonx-ai", "@fal-ai/", "@copilotkit/", "@langfuse/openai"],
    ...["/chat/completions", "/v1/messages", "/v1/responses", "/v1/completions", "generateContent", "GenerateContent"],
    ...["/api/generate", "api.openai.com", "api.anthropic.com", "openrouter.ai", "api.groq.com", "api.mistral.ai"],
  ],
  quoted: [
    "langchain",
    "openai",
    "ai",
    "ollama",
    "replicate",
    "portkey-ai",
    "litellm",
    "genkit",
    "openai-edge",
    "zhipuai",
  ],
};
