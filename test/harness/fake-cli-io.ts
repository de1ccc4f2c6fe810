import type { CliIo, OutputStream } from "../../cli/cli-io.ts";
import type { Audit } from "../../contracts/audit.ts";

/** An audit that found nothing; tests change what they are about. */
export const emptyAudit: Audit = {
  contract: "audit/1",
  toolVersion: "0.0.0-test",
  root: ".",
  apps: [],
  callSites: [],
  stateSites: [],
  dispatchSites: [],
  tenancySites: [],
  findings: [],
  skipped: [],
};

/** A stream that keeps what is written, as a terminal or not, or fails each write with an error code. */
export interface FakeStream extends OutputStream {
  readonly text: () => string;
}

/** See {@link FakeStream}. */
export function fakeStream(
  options: {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
    readonly failsWith?: string;
  } = {},
): FakeStream {
  let written = "";
  return {
    isTTY: options.isTTY,
    columns: options.columns,
    rows: options.rows,
    write: (chunk, done) => {
      if (options.failsWith === undefined) written += chunk;
      // Later, as a real stream does: a caller that does not wait must not pass by luck.
      setImmediate(() => done?.(options.failsWith === undefined ? null : withCode(options.failsWith)));
      return true;
    },
    text: () => written,
  };
}

/** What `runCli` needs, with streams that can be read afterwards and files in a map. */
export interface FakeCliIo extends CliIo {
  readonly stdout: FakeStream;
  readonly stderr: FakeStream;
  readonly files: ReadonlyMap<string, string>;
}

/** See {@link FakeCliIo}. */
export function fakeCliIo(change: Partial<Omit<FakeCliIo, "files">> = {}): FakeCliIo {
  const files = new Map<string, string>();
  return {
    stdout: fakeStream(),
    stderr: fakeStream(),
    env: {},
    toolVersion: "0.0.0-test",
    audit: () => emptyAudit,
    changedFiles: () => ({ commit: "0".repeat(40), files: new Set() }),
    writeFile: (path, text) => files.set(path, text),
    codemods: () => import("../../codemods/index.ts"),
    canAsk: false,
    ask: async () => "",
    now: () => new Date("2026-03-01T10:00:00.000Z"),
    holder: { pid: 1, isAlive: () => false },
    operator: {
      openRuntime: () => Promise.reject(new Error("this test gave no runtime")),
      readFile: (path) => files.get(path) ?? "",
      pause: async () => false,
    },
    files,
    ...change,
  };
}

const withCode = (code: string): Error => Object.assign(new Error(`write ${code}`), { code });
