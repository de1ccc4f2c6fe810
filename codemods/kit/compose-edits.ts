import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from "yaml";
import type { PlanContext } from "./define-codemod.ts";
import { firstFile } from "./dependency-edits.ts";
import type { TextEdit } from "./edit-plan.ts";
import type { PackageOfFile } from "./package-of-file.ts";
import { newlineOf } from "./text-style.ts";

const names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/**
 * Adds a Redis service to the project's compose file, if it has one without, and tells services that are built from the
 * project's source where it is. Only files in block style are edited.
 */
export function composeEdits(context: PlanContext, owner: PackageOfFile, variable: string): TextEdit[] {
  const file = firstFile(context, owner, names);
  const text = file === undefined ? undefined : context.readText(file);
  const document = text === undefined ? undefined : parseDocument(text);
  const services = document?.errors.length === 0 ? document.get("services") : undefined;
  if (file === undefined || text === undefined || !isMap(services) || services.flow) return [];
  if (services.items.some((it) => isRedis(it))) return [];
  const first = services.items[0];
  const last = services.items.at(-1);
  if (!first || !last || services.has("redis")) return [];
  const newline = newlineOf(text);
  const outer = indentAt(text, startOf(first));
  const inner = innerIndent(text, first, outer);
  const step = inner.slice(outer.length) || "  ";
  const lines = [
    `${outer}redis:`,
    `${inner}image: redis:7-alpine`,
    `${inner}command: redis-server --appendonly yes`,
    `${inner}ports:`,
    `${inner}${step}- "6379:6379"`,
  ];
  const end = lineEnd(text, endOf(last));
  const before = services.items.at(-2);
  // Services that are set apart by blank lines stay so.
  if (before && /\n\s*\n/.test(text.slice(endOf(before), startOf(last)))) lines.unshift("");
  const service = {
    file,
    start: end,
    end,
    text: (text[end - 1] === "\n" ? "" : newline) + lines.map((it) => it + newline).join(""),
  };
  return [...services.items.flatMap((it) => environmentEdit(file, text, it, variable)), service];
}

const isRedis = (service: Pair): boolean => {
  const image = isMap(service.value) ? service.value.get("image") : undefined;
  return typeof image === "string" && /redis|valkey|dragonfly|keydb/.test(image);
};

/** Only a service with a `build` runs the project's own code. */
function environmentEdit(file: string, text: string, service: Pair, variable: string): TextEdit[] {
  if (!isMap(service.value) || !service.value.has("build")) return [];
  const environment = service.value.get("environment");
  if (!isMap(environment) && !isSeq(environment)) return [];
  if (environment.flow || text.includes(`${variable}:`) || text.includes(`${variable}=`)) return [];
  const last = environment.items.at(-1);
  if (last === undefined) return [];
  const newline = newlineOf(text);
  const [start, after] = isMap(environment)
    ? [startOf(last as Pair), endOf(last as Pair)] // items of a map are pairs
    : [rangeOf(last)[0], rangeOf(last)[1]];
  const lineStart = text.lastIndexOf("\n", start) + 1;
  const indent = /^\s*/.exec(text.slice(lineStart))?.[0] ?? "";
  const line = isMap(environment) ? `${variable}: redis://redis:6379` : `- ${variable}=redis://redis:6379`;
  const end = lineEnd(text, after);
  return [{ file, start: end, end, text: `${text[end - 1] === "\n" ? "" : newline}${indent}${line}${newline}` }];
}

function innerIndent(text: string, service: Pair, outer: string): string {
  const child = isMap(service.value) && !service.value.flow ? (service.value as YAMLMap).items[0] : undefined;
  return child ? indentAt(text, startOf(child)) : `${outer}  `;
}

const rangeOf = (node: unknown): readonly [number, number] => {
  const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
};
const startOf = (pair: Pair): number => (isScalar(pair.key) ? rangeOf(pair.key)[0] : 0);
const endOf = (pair: Pair): number => {
  const [, end] = rangeOf(pair.value);
  return end === 0 ? rangeOf(pair.key)[1] : lastContent(pair.value, end);
};

/** Ranges of collections reach over the blank lines and comments after them. */
const lastContent = (node: unknown, end: number): number => {
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1);
    return last ? endOf(last) : end;
  }
  if (isSeq(node) && !node.flow) {
    const last = node.items.at(-1);
    return last === undefined ? end : lastContent(last, rangeOf(last)[1]);
  }
  return end;
};

const indentAt = (text: string, offset: number): string => text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);

/** Just after the newline that ends the line of the last character before `offset`. */
function lineEnd(text: string, offset: number): number {
  const at = text[offset - 1] === "\n" ? offset - 1 : offset;
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline + 1;
}
