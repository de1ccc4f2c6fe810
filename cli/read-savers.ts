import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { UnconductError } from "../contracts/unconduct-error.ts";

/** The two sides of a tenant's state, made by the user's own module. */
export interface Savers {
  readonly old: BaseCheckpointSaver;
  readonly new: BaseCheckpointSaver;
  /** Lets go of connections. */
  readonly close?: () => unknown;
}

/**
 * Runs the user's module: its default export is a function of the tenant that gives the savers. Throws
 * `CLI_SAVERS_UNREADABLE` when the module cannot be loaded or throws, `CLI_SAVERS_INVALID` when it gives something else.
 */
export const readSavers = async (path: string, tenant: string): Promise<Savers> => {
  const remedy = "Export by default: (tenant) => ({ old: yourSaver, new: otherSaver, close: () => … }).";
  let given: unknown;
  try {
    const module: { default?: unknown } = await import(pathToFileURL(resolve(path)).href);
    if (typeof module.default !== "function") throw new TypeError("its default export is no function");
    given = await module.default(tenant);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnconductError("CLI_SAVERS_UNREADABLE", `Cannot get the savers from ${path}: ${reason}`, remedy, {
      cause,
    });
  }
  if (isSavers(given)) return given;
  throw new UnconductError("CLI_SAVERS_INVALID", `${path} gave no pair of checkpointers.`, remedy);
};

const isSavers = (value: unknown): value is Savers =>
  typeof value === "object" &&
  value !== null &&
  "old" in value &&
  "new" in value &&
  isSaver(value.old) &&
  isSaver(value.new);

const isSaver = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "list" in value && "putWrites" in value;
