import { UnconductError } from "../contracts/unconduct-error.ts";

/** Every code that the runtime throws on purpose. Closed: a new failure gets its own code here first. */
export const shimErrorCodes = [
  "ACL_BAD_PASSWORD",
  "ACL_NEEDS_DEDICATED",
  "CARD_INVALID",
  "CARD_REFUSED",
  "EMBEDDING_UNUSABLE",
  "GRAPH_UNSUPPORTED",
  "HANDOFF_HOP_LIMIT",
  "HANDOFF_NO_PROGRESS",
  "HANDOFF_PING_PONG",
  "ID_REFUSED",
  "LOG_FULL",
  "LOG_UNAVAILABLE",
  "OPTIONS_INVALID",
  "REDIS_FORBIDDEN",
  "REDIS_FULL",
  "PACKAGE_MISSING",
  "REDIS_NOT_INSPECTABLE",
  "REDIS_TOO_OLD",
  "REDIS_UNREACHABLE",
  "REGISTRY_FIT_FAILED",
  "REWIRE_JOIN",
  "REWIRE_UNKNOWN",
  "RUN_ABORTED",
  "STAGE_UNKNOWN",
  "STATE_CONTENDED",
  "STATE_DAMAGED",
  "STATE_TOO_LARGE",
  "STORE_SEARCH_TOO_WIDE",
  "TENANT_INVALID",
  "VALUE_NOT_A_NUMBER",
  "VALUE_NOT_JSON",
] as const;

/** See {@link shimErrorCodes}. */
export type ShimErrorCode = (typeof shimErrorCodes)[number];

/** The one way to make an error in shim/ and adapters/: the compiler refuses a code that is not in the list. */
export const shimError = (
  code: ShimErrorCode,
  message: string,
  remedy: string,
  options?: { cause?: unknown },
): UnconductError => new UnconductError(code, message, remedy, options);
