export { isUnconductError, UnconductError } from "../contracts/unconduct-error.ts";
export { type ShimErrorCode, shimErrorCodes } from "./errors.ts";
