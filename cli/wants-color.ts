import type { CliIo, OutputStream } from "./cli-io.ts";

/** NO_COLOR wins, then FORCE_COLOR (`0` and `false` mean no), then whether the stream is a terminal that can. */
export function wantsColor(stream: OutputStream, env: CliIo["env"]): boolean {
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && env.TERM !== "dumb";
}
