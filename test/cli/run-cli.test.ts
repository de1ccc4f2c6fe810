import { describe, expect, it } from "vitest";
import { runCli } from "../../cli/run-cli.ts";
import { UnconductError } from "../../contracts/unconduct-error.ts";
import { emptyAudit, fakeCliIo, fakeStream } from "../harness/fake-cli-io.ts";
import { readReport } from "../harness/read-report.ts";

const audit = readReport("research-assistant");
const esc = "\u001b";

describe("unconduct audit", () => {
  it("audits the folder it is given, as it was named, or the present one", async () => {
    const folders: string[] = [];
    const io = fakeCliIo({
      audit: (folder) => {
        folders.push(folder);
        return emptyAudit;
      },
    });
    expect([await runCli(["audit"], io), await runCli(["audit", "../desk/"], io)]).toEqual([0, 0]);
    expect(folders).toEqual([".", "../desk/"]);
  });

  it("prints the text report by default and JSON when asked", async () => {
    const [asText, asJson] = [fakeCliIo({ audit: () => audit }), fakeCliIo({ audit: () => audit })];
    await runCli(["audit"], asText);
    await runCli(["audit", "--format", "json"], asJson);
    expect(asText.stdout.text()).toContain("What to do next");
    expect(JSON.parse(asJson.stdout.text())).toEqual(audit);
    expect(asText.stderr.text() + asJson.stderr.text()).toBe("");
  });

  it.each([
    [[], 0],
    [["--fail-on", "never"], 0],
    [["--fail-on", "info"], 1],
    [["--fail-on", "warning"], 1],
    [["--fail-on", "error"], 0],
  ] as const)("exits by level: %j gives %i for warnings and an info", async (flags, code) => {
    expect(await runCli(["audit", ...flags], fakeCliIo({ audit: () => audit }))).toBe(code);
  });

  it("exits with 0 for skipped files alone, whatever --fail-on says", async () => {
    const skipped = [{ file: "src/broken.ts", reason: "cannot be parsed" }];
    const io = fakeCliIo({ audit: () => ({ ...emptyAudit, skipped }) });
    expect(await runCli(["audit", "--fail-on", "info"], io)).toBe(0);
    expect(io.stdout.text()).toContain("src/broken.ts  cannot be parsed");
  });

  it("writes into --output instead of stdout, without colour", async () => {
    const io = fakeCliIo({ audit: () => audit, env: { FORCE_COLOR: "1" } });
    await runCli(["audit", "--output", "report.txt"], io);
    expect(io.stdout.text()).toBe("");
    expect(io.files.get("report.txt")).toContain("What to do next");
    expect(io.files.get("report.txt")).not.toContain(esc);
  });

  it("prints the time of each step and the peak memory on stderr with --stats", async () => {
    const io = fakeCliIo({
      audit: (_, { onStep }) => {
        onStep("reading files");
        onStep("following values");
        return emptyAudit;
      },
    });
    await runCli(["audit", "--stats"], io);
    expect(io.stderr.text()).toMatch(
      /^reading files +\d+ ms\nfollowing values +\d+ ms\ntotal +\d+ ms\npeak memory +\d+ MB\n$/,
    );
  });
});

describe("colour and progress", () => {
  const terminal = () => fakeStream({ isTTY: true, columns: 100 });
  const isColored = async (stdout: ReturnType<typeof fakeStream>, env: Record<string, string>): Promise<boolean> => {
    await runCli(["audit"], fakeCliIo({ audit: () => audit, stdout, env }));
    return stdout.text().includes(esc);
  };

  it("colours on a terminal only", async () => {
    expect(await isColored(terminal(), {})).toBe(true);
    expect(await isColored(fakeStream(), {})).toBe(false);
    expect(await isColored(terminal(), { TERM: "dumb" })).toBe(false);
  });

  it("obeys NO_COLOR first, then FORCE_COLOR", async () => {
    expect(await isColored(terminal(), { NO_COLOR: "1" })).toBe(false);
    expect(await isColored(fakeStream(), { FORCE_COLOR: "1" })).toBe(true);
    expect(await isColored(terminal(), { FORCE_COLOR: "0" })).toBe(false);
    expect(await isColored(fakeStream(), { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
    expect(await isColored(terminal(), { NO_COLOR: "" })).toBe(true);
  });

  it("shows steps on a terminal's stderr and leaves its line empty, also when the audit fails", async () => {
    const stderr = terminal();
    const io = fakeCliIo({
      stderr,
      audit: (_, { onStep }) => {
        onStep("reading files");
        throw new UnconductError("AUDIT_PATH_MISSING", "There is no folder desk.", "Name one that exists.");
      },
    });
    expect(await runCli(["audit"], io)).toBe(2);
    expect(stderr.text()).toBe(
      `\r${esc}[Kreading files ...\r${esc}[Kunconduct: There is no folder desk.\nName one that exists.\n`,
    );
  });

  it("shows no progress in a pipe or with --no-progress", async () => {
    const step = (_: string, { onStep }: { onStep: (step: string) => void }) => {
      onStep("reading files");
      return emptyAudit;
    };
    const [pipe, quiet] = [fakeCliIo({ audit: step }), fakeCliIo({ audit: step, stderr: terminal() })];
    await runCli(["audit"], pipe);
    await runCli(["audit", "--no-progress"], quiet);
    expect(pipe.stderr.text() + quiet.stderr.text()).toBe("");
  });
});

describe("errors", () => {
  const failing = (error: unknown, env: Record<string, string> = {}) =>
    fakeCliIo({
      env,
      audit: () => {
        throw error;
      },
    });

  it("prints message and remedy of an error made on purpose, escaped, without a stack", async () => {
    const io = failing(new UnconductError("AUDIT_PATH_MISSING", `There is no folder a${esc}[2J.`, "Name one."));
    expect(await runCli(["audit", "a"], io)).toBe(2);
    expect(io.stderr.text()).toBe("unconduct: There is no folder a\\x1b[2J.\nName one.\n");
    expect(io.stdout.text()).toBe("");
  });

  it("asks to report an unexpected error, without a stack", async () => {
    const io = failing(new TypeError("x is not a function"));
    expect(await runCli(["audit"], io)).toBe(2);
    expect(io.stderr.text()).toMatch(/^unconduct: unexpected error: x is not a function\n.*please report/);
    expect(io.stderr.text()).not.toMatch(/^\s+at /m);
  });

  it("prints the stack with UNCONDUCT_DEBUG=1", async () => {
    const io = failing(new TypeError("x is not a function"), { UNCONDUCT_DEBUG: "1" });
    await runCli(["audit"], io);
    expect(io.stderr.text()).toMatch(/^\s+at /m);
  });

  it.each([
    [["audit", "--fromat", "json"], "unknown option '--fromat'"],
    [["audit", "--format", "yaml"], "Allowed choices are text, json"],
    [["audit", "--fail-on", "fatal"], "Allowed choices are never, info, warning, error"],
    [["audit", "a", "b"], "too many arguments"],
    [["."], "unknown command '.'"],
  ] as const)("calls %j wrong usage", async (argv, message) => {
    const io = fakeCliIo();
    expect(await runCli(argv, io)).toBe(2);
    expect(io.stderr.text()).toMatch(/^unconduct: /);
    expect(io.stderr.text()).toContain(message);
    expect(io.stdout.text()).toBe("");
  });

  it("prints its help on stderr and exits with 2 without a command", async () => {
    const io = fakeCliIo();
    expect(await runCli([], io)).toBe(2);
    expect(io.stderr.text()).toContain("Usage: unconduct");
  });
});

describe("--since", () => {
  const [first] = audit.callSites;
  const file = first?.file ?? "";
  const changed = (files: readonly string[]) => () => ({ commit: "c0ffee".repeat(6), files: new Set(files) });

  it("lists call sites and findings of the files that differ, and says what it left out", async () => {
    const io = fakeCliIo({ audit: () => audit, changedFiles: changed([file, "README.md"]) });
    expect(await runCli(["audit", "--since", "main", "--format", "json"], io)).toBe(0);
    const limited = JSON.parse(io.stdout.text());
    expect(limited).toEqual({
      ...audit,
      since: { ref: "main", commit: "c0ffee".repeat(6), changedFiles: 2 },
      callSites: audit.callSites.filter((site) => site.file === file),
      findings: audit.findings.filter((finding) => finding.file === file),
    });
    expect(limited.callSites.length).toBeLessThan(audit.callSites.length);
  });

  it("judges --fail-on by what it lists", async () => {
    const io = fakeCliIo({ audit: () => audit, changedFiles: changed([]) });
    expect(await runCli(["audit", "--since", "main", "--fail-on", "info"], io)).toBe(0);
    expect(io.stdout.text()).toContain("0 files differ from main (c0ffeec0ff). All code was read");
  });

  it("shows the apps that have something in a file that differs", async () => {
    const io = fakeCliIo({ audit: () => audit, changedFiles: changed([file]) });
    await runCli(["audit", "--since", "main"], io);
    expect(io.stdout.text()).toContain("1 file differs from main");
    expect(io.stdout.text()).toContain(`${file}:${first?.line}`);
    expect(io.stdout.text()).toContain("(of the whole app)");
    expect(io.stdout.text()).not.toContain("What to do next");
  });

  it("exits with 2 when git cannot tell, before it audits", async () => {
    const refuse = (): never => {
      throw new UnconductError("AUDIT_SINCE_BAD_REF", "--since x: no such commit.", "Give one that is there.");
    };
    const io = fakeCliIo({ audit: () => expect.fail("audited"), changedFiles: refuse });
    expect(await runCli(["audit", "--since", "x"], io)).toBe(2);
    expect(io.stderr.text()).toBe("unconduct: --since x: no such commit.\nGive one that is there.\n");
  });
});

describe("--cache", () => {
  it.each([
    [[], undefined],
    [["--cache"], { folder: null }],
    [["--cache-folder", "../kept"], { folder: "../kept" }],
  ] as const)("%j hands on %j", async (flags, expected) => {
    const seen: unknown[] = [];
    const io = fakeCliIo({
      audit: (_, { cache }) => {
        seen.push(cache);
        return emptyAudit;
      },
    });
    await runCli(["audit", ...flags], io);
    expect(seen).toEqual([expected]);
  });

  it("prints notes about it on stderr, whatever they hold, and nothing else changes", async () => {
    const io = fakeCliIo({
      audit: (_, { onNote }) => {
        onNote(`cannot${esc}[2J be used.`);
        return audit;
      },
    });
    expect(await runCli(["audit", "--cache", "--format", "json"], io)).toBe(0);
    expect(io.stderr.text()).toMatch(/^unconduct: cannot.* be used\.\n$/);
    expect(io.stderr.text()).not.toContain(esc);
    expect(JSON.parse(io.stdout.text())).toEqual(audit);
  });
});

describe("help and version", () => {
  it("prints help with examples and exit codes", async () => {
    const io = fakeCliIo();
    expect(await runCli(["audit", "--help"], io)).toBe(0);
    expect(io.stdout.text()).toContain("Usage: unconduct audit [options] [path]");
    expect(io.stdout.text()).toContain("$ unconduct audit --fail-on warning");
    expect(io.stdout.text()).toContain("Exit codes:");
  });

  it("prints its version", async () => {
    const io = fakeCliIo();
    expect(await runCli(["--version"], io)).toBe(0);
    expect(io.stdout.text()).toBe("0.0.0-test\n");
  });
});

describe("a stream that fails", () => {
  it("is quiet when the reader of a pipe went away, and keeps the exit code", async () => {
    const io = fakeCliIo({ audit: () => audit, stdout: fakeStream({ failsWith: "EPIPE" }) });
    expect(await runCli(["audit", "--fail-on", "warning"], io)).toBe(1);
    expect(io.stderr.text()).toBe("");
  });

  it("says so when the disk is full", async () => {
    const io = fakeCliIo({ audit: () => audit, stdout: fakeStream({ failsWith: "ENOSPC" }) });
    expect(await runCli(["audit"], io)).toBe(2);
    expect(io.stderr.text()).toBe(
      "unconduct: Cannot write the output: write ENOSPC\nCheck that the disk is not full, or use --output to write somewhere else.\n",
    );
  });
});
