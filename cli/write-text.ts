import { UnconductError } from "../contracts/unconduct-error.ts";
import type { OutputStream } from "./cli-io.ts";

/**
 * Writes all of a text and waits until the system has taken it, however small the pipe's buffer. A reader that went away
 * (`| head`) is no error. Throws `CLI_OUTPUT_FAILED` when the stream fails otherwise, such as on a full disk.
 */
export const writeText = (stream: OutputStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error || isClosedPipe(error)) return resolve();
      const remedy = "Check that the disk is not full, or use --output to write somewhere else.";
      reject(
        new UnconductError("CLI_OUTPUT_FAILED", `Cannot write the output: ${error.message}`, remedy, { cause: error }),
      );
    });
  });

const closedPipeCodes: readonly unknown[] = ["EPIPE", "EOF", "ERR_STREAM_DESTROYED"];

const isClosedPipe = (error: Error): boolean => "code" in error && closedPipeCodes.includes(error.code);
