/**
 * The framework surface as types: every runnable carries a phantom kind `$k`, so that the checker follows aliases,
 * barrels, generics, injection and `pipe` by itself. Method names and shapes follow `@langchain/core` 1.x and
 * `@langchain/langgraph` 1.x; argument types are loose on purpose, nobody reads diagnostics.
 */
export const FRAMEWORK_STUBS = `
declare namespace __U {
  type KindOf<T> = T extends { $k: infer K } ? K & string : "fn";
  type Kinds<T> = T extends readonly (infer E)[] ? KindOf<E> : T extends object ? KindOf<T[keyof T]> : "fn";
  class Runnable<I = any, O = any, K extends string = "fn", A = any, B = any, C = any, D = any> {
    $k: K; $o: O;
    constructor(...a: any[]);
    invoke(input?: any, options?: any): Promise<O>;
    stream(input?: any, options?: any): Promise<AsyncIterableIterator<O>>;
    streamEvents(input?: any, options?: any, x?: any): AsyncIterableIterator<any>;
    streamLog(input?: any, options?: any, x?: any): AsyncIterableIterator<any>;
    batch(inputs?: any, options?: any, x?: any): Promise<O[]>;
    transform(input?: any, options?: any): AsyncIterableIterator<any>;
    pipe<T>(next: T): Runnable<any, any, K | KindOf<T>>;
    assign<T>(m: T): Runnable<any, any, K | Kinds<T>>;
    pick(k: any): this; bind(x: any): this; withConfig(x: any): this; withRetry(x?: any): this; withListeners(x: any): this; withFallbacks(x: any): this; withTypes(x: any): this;
    asTool(x?: any): Tool; map(): Runnable<any, any[], K>; getName(): string; getGraph(x?: any): any; getGraphAsync(x?: any): Promise<any>;
    static isRunnable(x: any): boolean;
  }
  class Model<I = any, A = any, B = any, C = any, D = any, E = any, F = any> extends Runnable<any, any, "model"> {
    bindTools(tools: any, options?: any): Runnable<any, any, "model"> & { bindTools: any; withStructuredOutput: any };
    withStructuredOutput<S = any>(schema: any, options?: any): Runnable<any, any, "model">;
    bindFunctions(x: any): Model; generate(x: any, o?: any, c?: any): Promise<any>; generatePrompt(x: any, o?: any): Promise<any>; predict(x: any, o?: any): Promise<any>; predictMessages(x: any, o?: any): Promise<any>; call(x: any, o?: any): Promise<any>; callPrompt(x: any, o?: any): Promise<any>;
    model: string; modelName: string; temperature: number; callbacks: any; _llmType(): string;
  }
  class Chain<A = any, B = any, C = any, D = any> extends Runnable<any, any, "model"> { call(x: any, o?: any): Promise<any>; run(x: any, o?: any): Promise<any>; static fromLLM(...a: any[]): Chain; static fromLLMAndTools(...a: any[]): Chain; }
  class Agent<A = any, B = any, C = any, D = any, E = any, F = any, G = any> extends Runnable<any, any, "agent"> { call(x: any, o?: any): Promise<any>; graph: any; getState(x: any, o?: any): Promise<any>; updateState(a: any, b: any, c?: any): Promise<any>; getStateHistory(x: any, o?: any): any; checkpointer: any; store: any; builder: any; nodes: any; options: any; static fromAgentAndTools(x: any): Agent; }
  class Graph<A = any, B = any, C = any, D = any, E = any, F = any, G = any> extends Runnable<any, A, "graph"> { getState(x: any, o?: any): Promise<any>; updateState(a: any, b: any, c?: any): Promise<any>; getStateHistory(x: any, o?: any): any; checkpointer: any; store: any; builder: any; nodes: any; }
  class RemoteGraph extends Graph {}
  class Tool<A = any, B = any, C = any, D = any> extends Runnable<any, any, "tool"> { name: string; description: string; schema: any; func: any; call(x: any, o?: any): Promise<any>; }
  class Prompt<A = any, B = any, C = any> extends Runnable<any, any, "prompt"> { format(x: any): Promise<string>; formatMessages(x: any): Promise<any[]>; formatPromptValue(x: any): Promise<any>; partial(x: any): Promise<Prompt>; static fromMessages(...a: any[]): Prompt; static fromTemplate(...a: any[]): Prompt; static fromExamples(...a: any[]): Prompt; }
  class Parser<A = any, B = any> extends Runnable<any, any, "parser"> { parse(x: any): Promise<any>; getFormatInstructions(x?: any): string; static fromZodSchema(x: any): Parser; static fromNamesAndDescriptions(x: any): Parser; }
  class Retriever<A = any> extends Runnable<any, any, "retriever"> { getRelevantDocuments(x: any): Promise<any>; }
  class VectorStore<A = any> { asRetriever(...a: any[]): Retriever; similaritySearch(...a: any[]): Promise<any>; addDocuments(...a: any[]): Promise<any>; constructor(...a: any[]); static fromDocuments(...a: any[]): Promise<VectorStore>; static fromTexts(...a: any[]): Promise<VectorStore>; static fromExistingIndex(...a: any[]): Promise<VectorStore>; [k: string]: any; }
  class Lambda<A = any, B = any, C = any> extends Runnable<any, any, "lambda"> { func: any; static from(f: any): Lambda; }
  class Sequence<A = any, B = any> extends Runnable<any, any, "unknown"> { static from<const T extends readonly unknown[]>(steps: T, o?: any): Runnable<any, any, KindOf<T[number]>>; }
  class Parallel<A = any, B = any> extends Runnable<any, any, "unknown"> { static from<T>(x: T): Runnable<any, any, Kinds<T>>; }
  class Passthrough<A = any, B = any> extends Runnable<any, any, "fn"> { static assign<T>(m: T): Runnable<any, any, Kinds<T>>; }
  class Branch<A = any, B = any> extends Runnable<any, any, "unknown"> { static from<T>(x: T): Runnable<any, any, "unknown">; }
  class ToolNode<A = any, B = any> extends Runnable<any, any, "tool-node"> { tools: any; }
  class Message<A = any, B = any, C = any> { content: any; text: any; tool_calls: any; additional_kwargs: any; name: any; id: any; response_metadata: any; usage_metadata: any; constructor(...a: any[]); getType(): any; _getType(): any; [k: string]: any; $m: true; }
  class Command<R = any, U = any, N = any, G = any> { $command: true; goto: any; update: any; graph: any; resume: any; constructor(x: { resume?: any; update?: any; goto?: any; graph?: any }); static PARENT: "__parent__"; }
  class Send<N = any, A = any> { $send: true; node: any; args: any; constructor(node: any, args: any); }
  type ChannelsOf<T> = { [K in keyof T]: any };
  interface AnnotationRoot<T> { spec: T; State: ChannelsOf<T>; Update: Partial<ChannelsOf<T>>; Node: any; $schema: ChannelsOf<T>; }
  interface AnnotationFn { <V = any, U = V>(x?: any): any; Root<T>(spec: T): AnnotationRoot<T>; }
  type StateOf<T> = T extends { $schema: infer S } ? S : T extends { channels: infer C } ? (C extends { $schema: infer S } ? S : ChannelsOf<C>) : T extends { stateSchema: infer Q } ? StateOf1<Q> : T extends { state: infer Q } ? StateOf1<Q> : StateOf1<T>;
  type StateOf1<T> = T extends { $schema: infer S } ? S : T extends { $out: infer O } ? O : T extends { fields: infer F } ? ChannelsOf<F> : T;
  class StateGraph<T = any, S = any, U = any, N = any, I = any, O = any, C = any, X = any> {
    $k: "builder"; $state: StateOf<T>;
    constructor(schema?: T | { channels: any } | any, ...a: any[]);
    addNode(name: any, fn?: any, options?: any): this; addEdge(from: any, to: any): this; addConditionalEdges(from: any, path?: any, map?: any): this; addSequence(x: any): this; setEntryPoint(x: any): this; setFinishPoint(x: any): this; setConditionalEntryPoint(x: any, y?: any): this;
    compile(o?: any): Graph<StateOf<T>>; nodes: any; edges: any; channels: any; Node: any; State: any; Update: any; Command: any;
  }
  
  class SupervisorBuilder extends StateGraph {}
  function createSupervisor(x: any): SupervisorBuilder;
  function createSwarm(x: any): SupervisorBuilder;
  function agentFactory(...x: any[]): Agent;
  function asyncAgentFactory(...x: any[]): Promise<Agent>;
  function createHandoffTool(x: any): HandoffTool; class HandoffTool extends Tool { $handoff: true }
  function modelFactory(...x: any[]): Promise<Model>; function runnableFactory(...x: any[]): Promise<Runnable<any, any, "model">>; function runnableFactorySync(...x: any[]): Runnable<any, any, "model">;
  function createRetrievalChain(...x: any[]): Promise<Runnable<any, any, "model">>;
  function toolFactory(fn: any, o?: any): Tool; function retrieverFactory(...x: any[]): Promise<Retriever>;
  function retrieverTool(...x: any[]): Tool;
  function entrypoint(o: any, f?: any): Graph; function task<T>(o: any, f: T): T;
  class Saver<A = any> { $saver: true; constructor(...a: any[]); static fromConnString(...a: any[]): any; static fromUrl(...a: any[]): Promise<any>; setup(): Promise<void>; [k: string]: any; }
  class Store<A = any> { $store: true; constructor(...a: any[]); static fromConnString(...a: any[]): any; static fromUrl(...a: any[]): Promise<any>; get(a: any, b: any): Promise<any>; put(a: any, b: any, c: any, d?: any): Promise<void>; search(a: any, b?: any): Promise<any>; delete(a: any, b: any): Promise<void>; batch(x: any): Promise<any>; setup(): Promise<void>; [k: string]: any; }
  function interrupt<A = any, B = any>(x: any): any;
  function addMessages(a: any, b: any): any;
  function toolsCondition(s: any): "tools" | "__end__";
  const START: "__start__"; const END: "__end__";
  const MessagesAnnotation: AnnotationRoot<{ messages: any[] }>; const Annotation: AnnotationFn;
  class StateSchema<T = any> { constructor(x: T); $schema: ChannelsOf<T>; State: ChannelsOf<T>; Update: Partial<ChannelsOf<T>>; Node: any; fields: T; }
  const MessagesZodState: ZodObject<{ messages: any }>; const MessagesZodMeta: any;
  interface ModelCall { (...a: any[]): any; $site: true }
  class OpenAIClient { chat: { completions: { create: ModelCall; stream: ModelCall; parse: ModelCall; runTools: ModelCall } }; beta: { chat: { completions: { create: ModelCall; parse: ModelCall; stream: ModelCall; runTools: ModelCall } }; threads: any; [k: string]: any }; responses: { create: ModelCall; stream: ModelCall; parse: ModelCall; [k: string]: any }; completions: { create: ModelCall }; embeddings: any; images: any; audio: any; files: any; models: any; moderations: any; constructor(...a: any[]); }
  class AnthropicClient { messages: { create: ModelCall; stream: ModelCall; parse: ModelCall; countTokens: any; batches: any }; beta: { messages: { create: ModelCall; stream: ModelCall; toolRunner: ModelCall; [k: string]: any }; [k: string]: any }; completions: { create: ModelCall }; constructor(...a: any[]); }
  class GeminiChat { sendMessage: ModelCall; sendMessageStream: ModelCall; getHistory(): any; constructor(...a: any[]); } class GeminiModel { generateContent: ModelCall; generateContentStream: ModelCall; startChat(x?: any): GeminiChat; embedContent: any; countTokens: any; constructor(...a: any[]); }
  class GeminiClient { getGenerativeModel(x?: any, y?: any): GeminiModel; constructor(...a: any[]); }
  class GenAIClient { models: { generateContent: ModelCall; generateContentStream: ModelCall; embedContent: any; [k: string]: any }; chats: { create(x?: any): GeminiChat }; live: any; files: any; constructor(...a: any[]); }
  class MistralClient { chat: ModelCall & { complete: ModelCall; stream: ModelCall; parse: ModelCall }; agents: { complete: ModelCall; stream: ModelCall }; embeddings: any; constructor(...a: any[]); }
  class CohereClient { chat: ModelCall; chatStream: ModelCall; generate: ModelCall; embed: any; rerank: any; constructor(...a: any[]); }
  class OllamaClient { chat: ModelCall; generate: ModelCall; embed: any; embeddings: any; list: any; constructor(...a: any[]); }
  class HfClient { chatCompletion: ModelCall; chatCompletionStream: ModelCall; textGeneration: ModelCall; textGenerationStream: ModelCall; [k: string]: any; constructor(...a: any[]); }
  class AiAgent { generate: ModelCall; stream: ModelCall; respond: ModelCall; constructor(...a: any[]); }
  class BedrockClient { constructor(...a: any[]); send(c: ModelCommand): any; $bedrock: true } class ModelCommand { constructor(x: any); $modelCommand: true }
  const modelCall: ModelCall;
  interface Zod<O = any> { $out: O; optional(): Zod<O>; nullable(): Zod<O>; nullish(): Zod<O>; default(x: any): Zod<O>; describe(x: any): this; parse(x: any): O; safeParse(x: any): { success: boolean; data: O; error: any }; parseAsync(x: any): Promise<O>; transform(x: any): any; refine(...x: any[]): this; min(...x: any[]): this; max(...x: any[]): this; int(): this; length(...x: any[]): this; email(...x: any[]): this; url(...x: any[]): this; catch(x: any): this; array(): Zod<O[]>; or(x: any): Zod<any>; and(x: any): Zod<any>; pipe(x: any): any; register(...x: any[]): this; meta(...x: any[]): this; langgraph: any; [k: string]: any }
  interface ZodEnum<T extends string> extends Zod<T> { options: T[]; enum: { [K in T]: K }; Enum: { [K in T]: K }; Values: { [K in T]: K } }
  interface ZodObject<T> extends Zod<{ [K in keyof T]: T[K] extends { $out: infer O } ? O : any }> { shape: T; extend<U>(x: U): ZodObject<T & U>; merge<U>(x: ZodObject<U>): ZodObject<T & U>; pick(x: any): ZodObject<T>; omit(x: any): ZodObject<T>; partial(x?: any): ZodObject<T>; strict(): this; passthrough(): this; keyof(): any }
  interface ZodNamespace { object<T>(x: T): ZodObject<T>; strictObject<T>(x: T): ZodObject<T>; looseObject<T>(x: T): ZodObject<T>; string(x?: any): Zod<string>; number(x?: any): Zod<number>; boolean(x?: any): Zod<boolean>; enum<const T extends readonly string[]>(x: T, y?: any): ZodEnum<T[number]>; nativeEnum<T>(x: T): Zod<T[keyof T]>; literal<const T>(x: T): Zod<T>; array<T>(x: Zod<T>): Zod<T[]>; array(x: any): Zod<any[]>; union<T extends readonly any[]>(x: T): Zod<T[number] extends { $out: infer O } ? O : any>; optional<T>(x: Zod<T>): Zod<T>; any(): Zod<any>; unknown(): Zod<any>; record(...x: any[]): Zod<any>; custom<T = any>(x?: any): Zod<T>; date(): Zod<any>; null(): Zod<null>; undefined(): Zod<undefined>; tuple(x: any): Zod<any>; lazy(x: any): Zod<any>; discriminatedUnion(a: any, b: any): Zod<any>; intersection(a: any, b: any): Zod<any>; coerce: any; toJSONSchema(x: any): any; [k: string]: any }
}
declare namespace __Z { const z: __U.ZodNamespace; namespace z { type infer<T> = T extends { $out: infer O } ? O : any; type output<T> = infer<T>; type input<T> = infer<T>; type ZodType<A = any, B = any, C = any> = __U.Zod<A>; type ZodSchema<A = any> = __U.Zod<A>; type ZodTypeAny = __U.Zod<any>; type ZodObject<T = any, B = any, C = any> = __U.ZodObject<T>; type AnyZodObject = __U.ZodObject<any>; type ZodEnum<T = any> = __U.Zod<any>; type ZodRawShape = any; } }
`;
