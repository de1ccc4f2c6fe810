import { entries, type SurfaceEntry, type SurfaceGroup } from "./surface-entry.ts";

/** `Chat…` exports of the integrations that are no models. */
const NOT_A_MODEL =
  /^Chat(PromptTemplate|PromptValue|Message|MessagePromptTemplate|MessageHistory|MessageChunk|Generation|GenerationChunk|Result|VectorDB|Prompt)/;
/** Completion models and chat models whose names do not start with `Chat`. */
const OTHER_MODELS = new Set(
  "OpenAI AzureOpenAI AzureChatOpenAI BedrockChat Ollama OllamaFunctions GoogleGenerativeAI VertexAI GoogleVertexAI Anthropic Cohere Bedrock HuggingFaceInference Replicate TogetherAI Fireworks WatsonxLLM ChatVertexAI MistralAI LlamaCpp FakeListChatModel FakeStreamingChatModel FakeChatModel FakeLLM FakeToolCallingModel PromptLayerChatOpenAI".split(
    " ",
  ),
);

const integration = (name: string): SurfaceEntry | undefined => {
  if (/^(Azure)?Chat[A-Z]/.test(name) && !NOT_A_MODEL.test(name)) return { role: "model", stub: "class:Model" };
  if (OTHER_MODELS.has(name)) return { role: "model", stub: "class:Model" };
  if (/Retriever$/.test(name)) return { role: "retriever", stub: "class:Retriever" };
  if (/(VectorStore|Chroma|Pinecone(Store)?|HNSWLib|FaissStore|QdrantVectorStore|PGVectorStore)$/.test(name))
    return { role: "other", stub: "class:VectorStore" };
  return undefined;
};

const MESSAGES =
  "AIMessage AIMessageChunk HumanMessage HumanMessageChunk SystemMessage SystemMessageChunk ToolMessage ToolMessageChunk FunctionMessage ChatMessage BaseMessage BaseMessageChunk RemoveMessage";

/** Those that `langchain` itself exports too. */
const ROOT_MESSAGES =
  "AIMessage AIMessageChunk HumanMessage HumanMessageChunk SystemMessage SystemMessageChunk ToolMessage ToolMessageChunk BaseMessage BaseMessageChunk";

const CORE = {
  ...entries("model", "class:Model", "ConfigurableModel BaseChatModel SimpleChatModel BaseLanguageModel BaseLLM LLM"),
  ...entries("chain", "class:Runnable", "Runnable RunnableBinding RunnableInterface RunnableWithMessageHistory"),
  ...entries("sequence", "class:Sequence", "RunnableSequence"),
  ...entries("sequence", "class:Parallel", "RunnableParallel RunnableMap"),
  ...entries("sequence", "class:Passthrough", "RunnablePassthrough RunnableAssign"),
  ...entries("sequence", "class:Branch", "RunnableBranch"),
  ...entries("lambda", "class:Lambda", "RunnableLambda"),
  ...entries("message", "class:Message", MESSAGES),
  ...entries(
    "prompt",
    "class:Prompt",
    "ChatPromptTemplate PromptTemplate FewShotPromptTemplate FewShotChatMessagePromptTemplate BasePromptTemplate BaseChatPromptTemplate StructuredPrompt PipelinePromptTemplate",
  ),
  ...entries(
    "message-template",
    "class:Prompt",
    "MessagesPlaceholder SystemMessagePromptTemplate HumanMessagePromptTemplate AIMessagePromptTemplate",
  ),
  ...entries(
    "parser",
    "class:Parser",
    "StringOutputParser JsonOutputParser StructuredOutputParser CommaSeparatedListOutputParser XMLOutputParser BytesOutputParser BaseOutputParser JsonOutputToolsParser JsonOutputKeyToolsParser JsonOutputFunctionsParser OutputFixingParser",
  ),
  ...entries("tool-factory", "fn:toolFactory", "tool"),
  ...entries("tool", "class:Tool", "StructuredTool Tool DynamicTool DynamicStructuredTool StructuredToolInterface"),
  ...entries("retriever", "class:Retriever", "BaseRetriever"),
  ...entries("other", "class:VectorStore", "VectorStore VectorStoreRetriever MemoryVectorStore"),
  ...entries("store-process", "class:Store", "InMemoryStore"),
};

/** `@langchain/core`, `langchain` and the model integrations. */
export const LANGCHAIN_SURFACE: readonly SurfaceGroup[] = [
  {
    modules: [
      "@langchain/core/*",
      "@langchain/core",
      "langchain/schema*",
      "langchain/prompts*",
      "langchain/tools*",
      "langchain/chat_models/*",
      "langchain/llms/*",
      "langchain/output_parsers*",
      "langchain/vectorstores/*",
      "@langchain/classic/*",
    ],
    exports: {
      ...CORE,
      ...entries("chain", "fn:modelFactory", "initChatModel"),
      ...entries("react-agent", "class:Agent", "AgentExecutor"),
    },
    fallback: integration,
  },
  {
    modules: ["langchain"],
    exports: {
      ...entries("message", "class:Message", ROOT_MESSAGES),
      ...entries("tool-factory", "fn:toolFactory", "tool"),
      ...entries("tool", "class:Tool", "StructuredTool Tool DynamicTool DynamicStructuredTool"),
      ...entries("store-process", "class:Store", "InMemoryStore"),
      ...entries("react-agent", "fn:agentFactory", "createAgent"),
      ...entries("react-agent", "class:Agent", "ReactAgent"),
      ...entries("chain", "fn:modelFactory", "initChatModel"),
    },
  },
  {
    modules: ["langchain/chat_models/universal"],
    exports: {
      ...entries("chain", "fn:modelFactory", "initChatModel"),
      ...entries("model", "class:Model", "ConfigurableModel"),
    },
  },
  {
    modules: ["langchain/agents", "@langchain/classic/agents", "langchain/experimental/*"],
    exports: {
      ...entries("react-agent", "class:Agent", "AgentExecutor"),
      ...entries("react-agent", "fn:asyncAgentFactory", "initializeAgentExecutorWithOptions initializeAgentExecutor"),
      ...entries(
        "chain",
        "fn:runnableFactory",
        "createOpenAIFunctionsAgent createOpenAIToolsAgent createToolCallingAgent createReactAgent createStructuredChatAgent createXmlAgent",
      ),
    },
  },
  {
    modules: ["langchain/chains", "langchain/chains/*", "@langchain/classic/chains", "@langchain/classic/chains/*"],
    exports: {
      ...entries(
        "chain",
        "class:Chain",
        "BaseChain LLMChain ConversationChain ConversationalRetrievalQAChain RetrievalQAChain LLMRouterChain MultiPromptChain SequentialChain SimpleSequentialChain StuffDocumentsChain MapReduceDocumentsChain RefineDocumentsChain APIChain AnalyzeDocumentChain ChatVectorDBQAChain ConstitutionalChain MultiRetrievalQAChain MultiRouteChain OpenAIModerationChain RouterChain VectorDBQAChain",
      ),
      ...entries(
        "chain",
        "fn:runnableFactory",
        "createRetrievalChain createStuffDocumentsChain createHistoryAwareRetriever",
      ),
      ...entries(
        "chain",
        "fn:runnableFactorySync",
        "createExtractionChain createExtractionChainFromZod createTaggingChain createTaggingChainFromZod createStructuredOutputRunnable loadQAChain loadQAStuffChain loadQAMapReduceChain loadQARefineChain loadSummarizationChain",
      ),
    },
  },
  {
    modules: ["langsmith/traceable", "langsmith", "langsmith/wrappers*"],
    exports: entries("trace", "const:<T>(f: T, o?: any) => T", "traceable wrapOpenAI wrapSDK"),
  },
  {
    modules: ["langsmith/experimental/vercel"],
    exports: entries("trace", "const:<T>(sdk: T, o?: any) => T", "wrapAISDK"),
  },
  { modules: ["@langchain/*"], exports: {}, fallback: integration },
];
