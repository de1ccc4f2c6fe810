import { redisModule, stateModule } from "../kit/emitted-packages.ts";
import type { TextStyle } from "../kit/text-style.ts";

/** One saver or store that the seam exports, or what makes maps. */
export interface SeamEntry {
  readonly kind: "saver" | "store" | "map";
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

/** The client that the seam hands on: one of its own, or one that the project has (`module` is how the seam imports it, `isDefault` whether as its default). */
export type SeamRedis =
  | { readonly kind: "own"; readonly name: string; readonly variable: string }
  | { readonly kind: "project"; readonly name: string; readonly module: string; readonly isDefault: boolean };

const classes = { saver: "RedisSaver", store: "RedisStore", map: "RedisMap" } as const;
const modules = { saver: stateModule, store: stateModule, map: redisModule } as const;
const bases = { saver: "BaseCheckpointSaver", store: "BaseStore", map: undefined } as const;
const holds = { saver: "Conversations", store: "Long-term memories", map: "Maps" } as const;

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

function projectClient({ name, module, isDefault }: SeamRedis & { kind: "project" }, style: SeamStyle): string {
  const from = quoted(style, module);
  if (style.require) return `const { ${isDefault ? `default: ${name}` : name} } = require(${from})${style.semicolon}`;
  return `import ${isDefault ? name : `{ ${name} }`} from ${from}${style.semicolon}`;
}

/** The lines that make a client of the seam's own, each with its newline. */
export const clientText = (redis: SeamRedis & { readonly kind: "own" }, style: SeamStyle): string =>
  ["", ...ownClient(redis, style)].map((it) => it + style.newline).join("");

/** The lines of one more export, each with its newline. */
export const exportText = (entry: SeamEntry, style: SeamStyle, redis: SeamRedis): string =>
  ["", ...exportLines(entry, style, redis)].map((it) => it + style.newline).join("");

/** Classes and types that an entry needs from elsewhere; a map needs no type of the framework. */
export const entryImports = ({ kind }: SeamEntry) => ({
  made: classes[kind],
  module: modules[kind],
  base: bases[kind],
});

function imports(entries: readonly SeamEntry[], style: SeamStyle, redis: SeamRedis): string[] {
  const { semicolon, require } = style;
  const names = (all: readonly string[]): string => [...new Set(all)].sort().join(", ");
  const line = (what: string, module: string, type = ""): string =>
    require
      ? `const { ${what} } = require(${quoted(style, module)})${semicolon}`
      : `import ${type}{ ${what} } from ${quoted(style, module)}${semicolon}`;
  const typed = entries.flatMap((it) => bases[it.kind] ?? []);
  const types = style.typescript && style.typesFrom !== undefined && typed.length > 0;
  const made = (module: string): string[] =>
    entries.map(entryImports).flatMap((it) => (it.module === module ? [it.made] : []));
  return [
    ...(types ? [line(names(typed), style.typesFrom ?? "", "type ")] : []),
    ...(redis.kind === "own" ? [line("Redis", "ioredis")] : []),
    ...[stateModule, redisModule].flatMap((it) => (made(it).length === 0 ? [] : [line(names(made(it)), it)])),
    ...(redis.kind === "project" ? [projectClient(redis, style)] : []),
  ];
}

function exportLines(entry: SeamEntry, style: SeamStyle, redis: SeamRedis): string[] {
  const { kind, name, prefix } = entry;
  if (kind === "map") return mapLines(entry, style, redis);
  const base = style.typescript && style.typesFrom !== undefined ? `: ${bases[kind]}` : "";
  const threadIds = kind === "saver" ? `, threadIds: ${quoted(style, "encode")}` : "";
  const value = `new ${classes[kind]}({ client: ${redis.name}, prefix: ${quoted(style, prefix)}${threadIds} })${style.semicolon}`;
  const doc = `/** ${holds[kind]} of ${prefix}, kept in Redis: they outlive the process, and every process sees them. */`;
  if (style.require) return [doc, `exports.${name} = ${value}`];
  return [doc, `export const ${name}${base} = ${value}`];
}

/** A function, so that each map and its type of values stay where they are declared. */
function mapLines({ name, prefix }: SeamEntry, style: SeamStyle, redis: SeamRedis): string[] {
  const made = `{ client: ${redis.name}, prefix: ${quoted(style, prefix)}, name })${style.semicolon}`;
  const doc = `/** Maps of ${prefix}, kept in Redis by their names: they outlive the process, and every process sees them. */`;
  if (!style.typescript)
    return [doc, `${style.require ? `exports.${name} =` : `export const ${name} =`} (name) => new RedisMap(${made}`];
  return [
    doc,
    `export function ${name}<Value>(name: string): RedisMap<Value> {`,
    `${style.indent}return new RedisMap<Value>(${made}`,
    "}",
  ];
}

const quoted = ({ quote }: TextStyle, text: string): string => `${quote}${text}${quote}`;
