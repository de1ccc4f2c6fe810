import { UnconductError } from "../contracts/unconduct-error.ts";
import { isRecord } from "../shim/is-record.ts";

/** A graph's state from JSON. Throws CLI_STATE_INVALID where it is no JSON object. */
export const stateOf = (text: string, file: string): Readonly<Record<string, unknown>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(`${file} is not JSON.`, cause);
  }
  if (isRecord(value) && !Array.isArray(value)) return value;
  throw invalid(`${file} is no JSON object.`);
};

const invalid = (what: string, cause?: unknown): UnconductError =>
  new UnconductError("CLI_STATE_INVALID", what, 'Give the channels by name, such as {"text": "…"}.', { cause });
