export * from "../contracts/index.ts";
export { type ShimErrorCode, shimErrorCodes } from "./errors.ts";
