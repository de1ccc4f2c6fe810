import { stateModule } from "../../kit/emitted-packages.ts";
import type { TextStyle } from "../../kit/text-style.ts";

/** One saver or store that the seam exports. */
export interface SeamEntry {
  readonly kind: "saver" | "store";
  readonly name: string;
  /** Keeps this app's keys apart from those of others on the same server. */
  readonly prefix: string;
}

/** How the seam is written. */
export interface SeamStyle extends TextStyle {
  readonly typescript: boolean;
  readonly require: boolean;
  /** The compiler wants `process.env["NAME"]`. */
  readonly bracketEnv: boolean;
  /** Exports the base classes for the types; undefined where none is sure to. */
  readonly typesFrom: string | undefined;
}

/** The client that the seam hands on: one of its own, or one that the project has (`module` is how the seam imports it). */
export type SeamRedis =
  | { readonly kind: "own"; readonly name: string; readonly variable: string }
  | { readonly kind: "project"; readonly name: string; readonly module: string };

const classes = { saver: "RedisSaver", store: "RedisStore" } as const;
const bases = { saver: "BaseCheckpointSaver", store: "BaseStore" } as const;
const holds = { saver: "Conversations", store: "Long-term memories" } as const;

/** The whole text of a new seam. */
export function seamText(entries: readonly SeamEntry[], style: SeamStyle, redis: SeamRedis): string {
  const lines = [
    ...imports(entries, style, redis),
    "",
    "// Where this app keeps its state. Made by unconduct and yours from now on: change it as you like.",
    ...(redis.kind === "own" ? ownClient(redis, style) : []),
    "",
    ...entries.flatMap((it) => [...exportLines(it, style, redis), ""]),
  ];
  return lines
    .slice(0, -1)
    .map((it) => it + style.newline)
    .join("");
}

function ownClient({ name, variable }: SeamRedis & { kind: "own" }, style: SeamStyle): string[] {
  const read = style.bracketEnv ? `process.env[${quoted(style, variable)}]` : `process.env.${variable}`;
  const address = `${read} ?? ${quoted(style, "redis://localhost:6379")}`;
  const client = `new Redis(${address}, { lazyConnect: true })${style.semicolon}`;
  return [
    `// It connects when it is first used. A script that should end by itself calls ${name}.quit() at its end.`,
    ...(style.require
      ? [`const ${name} = ${client}`, `exports.${name} = ${name}${style.semicolon}`]
      : [`export const ${name} = ${client}`]),
  ];
}

/** The lines that make a client of the seam's own, each with its newline. */
export const clientText = (redis: SeamRedis & { readonly kind: "own" }, style: SeamStyle): string =>
  ["", ...ownClient(redis, style)].map((it) => it + style.newline).join("");

/** The lines of one more export, each with its newline. */
export const exportText = (entry: SeamEntry, style: SeamStyle, redis: SeamRedis): string =>
  ["", ...exportLines(entry, style, redis)].map((it) => it + style.newline).join("");

/** Classes and types that an entry needs from elsewhere. */
export const entryImports = ({ kind }: SeamEntry) => ({ made: classes[kind], base: bases[kind] });

function imports(entries: readonly SeamEntry[], style: SeamStyle, redis: SeamRedis): string[] {
  const { semicolon, require } = style;
  const names = (all: readonly string[]): string => [...new Set(all)].sort().join(", ");
  const line = (what: string, module: string, type = ""): string =>
    require
      ? `const { ${what} } = require(${quoted(style, module)})${semicolon}`
      : `import ${type}{ ${what} } from ${quoted(style, module)}${semicolon}`;
  const types = style.typescript && style.typesFrom !== undefined;
  return [
    ...(types ? [line(names(entries.map((it) => bases[it.kind])), style.typesFrom ?? "", "type ")] : []),
    ...(redis.kind === "own" ? [line("Redis", "ioredis")] : []),
    line(names(entries.map((it) => classes[it.kind])), stateModule),
    ...(redis.kind === "project" ? [line(redis.name, redis.module)] : []),
  ];
}

function exportLines({ kind, name, prefix }: SeamEntry, style: SeamStyle, redis: SeamRedis): string[] {
  const type = style.typescript && style.typesFrom !== undefined ? `: ${bases[kind]}` : "";
  const threadIds = kind === "saver" ? `, threadIds: ${quoted(style, "encode")}` : "";
  const value = `new ${classes[kind]}({ client: ${redis.name}, prefix: ${quoted(style, prefix)}${threadIds} })${style.semicolon}`;
  const doc = `/** ${holds[kind]} of ${prefix}, kept in Redis: they outlive the process, and every process sees them. */`;
  if (style.require) return [doc, `exports.${name} = ${value}`];
  return [doc, `export const ${name}${type} = ${value}`];
}

const quoted = ({ quote }: TextStyle, text: string): string => `${quote}${text}${quote}`;
