import { handoffModule, redisModule, registryModule, stateModule } from "./emitted-packages.ts";

/**
 * What the emitted imports declare, by module, so that a project type-checks before its new packages are installed. As
 * narrow as the emitted code needs; a test holds it to the real types.
 */
export const emittedDeclarations: ReadonlyMap<string, string> = new Map([
  [
    "ioredis",
    `export declare class Redis {
  constructor(url: string, options: { readonly lazyConnect: boolean });
  quit(): Promise<string>;
}
`,
  ],
  [
    stateModule,
    `import { BaseCheckpointSaver, BaseStore } from "@langchain/langgraph-checkpoint";
export declare class RedisSaver extends BaseCheckpointSaver {
  constructor(options: { readonly client: object; readonly prefix: string; readonly threadIds: "strict" | "encode" });
}
export declare class RedisStore extends BaseStore {
  constructor(options: { readonly client: object; readonly prefix: string });
}
`,
  ],
  [
    redisModule,
    `export declare class RedisMap<Value> {
  constructor(options: { readonly client: object; readonly prefix: string; readonly name: string });
  get(key: string): Promise<Value | undefined>;
  has(key: string): Promise<boolean>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<boolean>;
  update(key: string, change: (held: Value | undefined) => Value): Promise<Value>;
}
`,
  ],
  [
    handoffModule,
    `export declare const withHandoffs: <App extends object>(
  app: App,
  rules: {
    readonly conductor: string;
    readonly chains: readonly {
      readonly agents: readonly string[];
      readonly updates?: Readonly<Record<string, "handoff-messages" | Readonly<Record<string, unknown>>>>;
    }[];
  },
) => App;
export declare const unconduct: <App extends object>(
  app: App,
  options: { readonly name: string; readonly stages?: object },
) => App;
export declare const environmentStages: (environment: Readonly<Record<string, string | undefined>>) => object;
`,
  ],
  [
    registryModule,
    `export interface Card {
  contract: "card/1";
  id: string;
  name: string;
  description: string;
  tags: string[];
  examples: string[];
  skills?: { name: string; examples: string[] }[];
  needs: string[];
  yields: string[];
  successors: string[] | null;
  tier: string | null;
  version: string;
  tenants: "all" | string[];
}
export type SiteMode = "off" | "shadow" | "live";
export type AnswerPart<Result> = {
  readonly [Key in keyof Result]?: Result[Key] extends string | undefined
    ? Result[Key] | \`\${Extract<Result[Key], string>}\`
    : Result[Key];
};
export interface RegistryFirst<Site extends string> {
  <Result extends Promise<unknown>>(
    site: Site,
    given: unknown,
    answers: Readonly<Record<string, AnswerPart<Awaited<[Result][Result extends any ? 0 : never]>>>>,
    model: () => Result,
  ): Result;
  node<Node extends { invoke(input: any, config?: any): Promise<unknown> }>(
    site: Site,
    answers: Readonly<Record<string, object>>,
    runnable: Node,
  ): Node;
}
export declare function registryFirst<Site extends string>(options: {
  readonly cards: readonly Card[];
  readonly sites: Readonly<Record<Site, SiteMode>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}): RegistryFirst<Site>;
`,
  ],
]);
