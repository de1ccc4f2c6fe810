import type { OutputStream } from "./cli-io.ts";

const [narrowest, widest, unknown] = [80, 120, 100];

/** Columns to wrap a report at: the terminal's, within what reads well; 100 where there is no terminal. */
export const reportWidth = (stream: OutputStream): number =>
  Math.min(widest, Math.max(narrowest, stream.columns ?? unknown));
