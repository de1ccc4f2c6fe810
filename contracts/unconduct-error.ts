/**
 * Base of every error this project throws on purpose: says what happened, why, and what to do.
 * Guard by `code`, never by message text.
 */
export class UnconductError extends Error {
  override readonly name: string = "UnconductError";
  /** From the closed list of the part that throws it, such as `AUDIT_PATH_MISSING`. */
  readonly code: string;
  /** What the user can do about it, one sentence. */
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}

/** True for errors made by any copy of this package: checked by shape, since an app may hold two copies. */
export const isUnconductError = (error: unknown): error is UnconductError =>
  error instanceof Error && "code" in error && "remedy" in error && typeof error.remedy === "string";
