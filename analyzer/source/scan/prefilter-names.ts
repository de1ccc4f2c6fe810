/**
 * What a text must name for the analysis to start at it: plain substrings, no pattern syntax. Being here costs a parse,
 * being absent may cost a call site. Each list says what must stand around its names: that keeps ordinary words out,
 * and the search fast, since few places of a text can begin a match.
 */
export interface PrefilterNames {
  /** Begin with `@` and count anywhere, comments included. */
  readonly scoped: readonly string[];
  /** Count as a whole quoted module name, with or without a path below it: `"ai"`, `"ai/rsc"`. */
  readonly quoted: readonly string[];
  /** Hosts of model services: count after a `/` or a quote. */
  readonly hosts: readonly string[];
  /** Paths of chat endpoints: count anywhere; begin with `/`. */
  readonly paths: readonly string[];
  /** Methods that name their vendor: count after `.` or `:`. */
  readonly methods: readonly string[];
}

/** Frameworks, model SDKs and chat endpoints. */
export const PREFILTER_NAMES: PrefilterNames = {
  scoped: [
    ...["@langchain/", "@openai/agents", "@ai-sdk/", "@mastra/", "@genkit-ai/", "@llamaindex/", "@copilotkit/"],
    ...["@anthropic-ai/", "@google/generative-ai", "@google/genai", "@google-cloud/vertexai", "@mistralai/"],
    ...["@aws-sdk/client-bedrock", "@azure/openai", "@azure-rest/ai-inference", "@huggingface/inference"],
    ...["@openrouter/", "@cerebras/", "@ibm-cloud/watsonx-ai", "@fal-ai/", "@langfuse/openai", "@mlc-ai/web-llm"],
  ],
  quoted: [
    ...["langchain", "langgraph", "deepagents", "llamaindex", "genkit", "openai", "openai-edge", "ai", "ollama"],
    ...["groq-sdk", "cohere-ai", "together-ai", "mistralai", "ollama-ai-provider", "node-llama-cpp", "replicate"],
    ...["portkey-ai", "litellm", "zhipuai"],
  ],
  hosts: [
    ...["api.openai.com", "api.anthropic.com", "openrouter.ai", "api.groq.com", "api.mistral.ai", "api.deepseek.com"],
    ...["generativelanguage.googleapis.com", "api.cohere.com", "api.cohere.ai", "api.together.xyz", "api.x.ai"],
  ],
  paths: ["/chat/completions", "/v1/messages", "/v1/responses", "/v1/completions", "/api/generate"],
  methods: ["generateContent", "streamGenerateContent"],
};
