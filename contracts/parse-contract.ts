import type { z } from "zod";
import { explainIssue } from "./explain-issue.ts";
import { UnconductError } from "./unconduct-error.ts";

/** Any of the contracts: a strict object with its id under `contract`. */
export type ContractSchema = z.ZodObject<{ contract: z.ZodLiteral<string> }>;

/** CONTRACT_INVALID: the document breaks its contract, or has another. CONTRACT_VERSION: another version of the same. */
export type ContractErrorCode = "CONTRACT_INVALID" | "CONTRACT_VERSION";

const contractError = (code: ContractErrorCode, message: string, remedy: string, cause?: unknown): UnconductError =>
  new UnconductError(code, message, remedy, { cause });

/**
 * The value as the contract's type. Throws an UnconductError that names `source` (a file, a key, an URL), the path in
 * the document, what was expected there and what to do: CONTRACT_VERSION for another version, else CONTRACT_INVALID.
 */
export const parseContract = <S extends ContractSchema>(schema: S, value: unknown, source: string): z.output<S> => {
  const expected = schema.shape.contract.value;
  checkContractId(expected, value, source);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues.map((issue) => explainIssue(issue, value));
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  throw contractError(
    "CONTRACT_INVALID",
    `${source} is not a valid ${expected}: ${first?.what ?? "it does not match"}${more}`,
    first?.remedy ?? `Make ${source} again.`,
    result.error,
  );
};

/** As {@link parseContract}, from text; text that is not JSON is CONTRACT_INVALID too. */
export const parseContractText = <S extends ContractSchema>(schema: S, text: string, source: string): z.output<S> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const expected = schema.shape.contract.value;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw contractError(
      "CONTRACT_INVALID",
      `${source} is not JSON: ${reason}`,
      `Give a complete ${expected} document; if a program was writing it, let it finish first.`,
      cause,
    );
  }
  return parseContract(schema, value, source);
};

/** Before all else: a newer document differs in many places, and a list of those would hide the one true reason. */
const checkContractId = (expected: string, value: unknown, source: string): void => {
  if (typeof value !== "object" || value === null || !("contract" in value)) return;
  const found = value.contract;
  if (typeof found !== "string" || found === expected) return;
  const message = `${source} has contract ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`;
  const [name] = expected.split("/");
  if (!found.startsWith(`${name}/`)) {
    throw contractError("CONTRACT_INVALID", message, `Give a ${expected} document in place of ${source}.`);
  }
  throw contractError(
    "CONTRACT_VERSION",
    message,
    `Use the version of unconduct that wrote ${source}, or make it again with this one.`,
  );
};
