/** What an export of a framework or SDK is to the analyzer. */
export type Role =
  | "model"
  | "chain"
  | "sequence"
  | "lambda"
  | "prompt"
  | "parser"
  | "tool"
  | "tool-factory"
  | "handoff-tool"
  | "tool-node"
  | "retriever"
  | "message"
  | "message-template"
  | "react-agent"
  | "deep-agent"
  | "supervisor"
  | "swarm"
  | "builder"
  | "entrypoint"
  | "schema"
  | "command"
  | "send"
  | "interrupt"
  | "saver-process"
  | "saver-external"
  | "store-process"
  | "store-external"
  | "remote-client"
  | "model-call"
  | "vendor-client"
  | "swarm-router"
  | "trace"
  | "task"
  | "registry-first"
  | "other";

/** One export: its role, and the stub that stands for it (`class:Base` of the framework stubs, `fn:name`, `const:type`). */
export interface SurfaceEntry {
  readonly role: Role;
  readonly stub: string;
}

/** Exports of one package family; `modules` are exact specifiers, or prefixes where they end in `*`. */
export interface SurfaceGroup {
  readonly modules: readonly string[];
  readonly exports: Readonly<Record<string, SurfaceEntry>>;
  /** Stub for names the group does not list, such as the many `Chat…` classes of the integrations. */
  readonly fallback?: (name: string) => SurfaceEntry | undefined;
  /** True where `require` gives the default export itself, with the others as its properties. */
  readonly requiredAsDefault?: true;
}

/** A run of exports with one role and stub. */
export const entries = (role: Role, stub: string, names: string): Record<string, SurfaceEntry> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, { role, stub }]));
