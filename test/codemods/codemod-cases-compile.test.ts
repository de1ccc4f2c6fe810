import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { expect, it } from "vitest";
import { emittedDeclarations } from "../../codemods/kit/emitted-declarations.ts";
import { programHost } from "../../codemods/kit/program-host.ts";
import { codemods } from "../../codemods/registry.ts";

const root = join(import.meta.dirname, "../..");
const fixtures = join(root, "fixtures/codemods");
const folders = [...codemods.map((it) => it.meta.id), "_template"];

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowJs: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  isolatedModules: true,
  jsx: ts.JsxEmit.Preserve,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
  paths: { "@/lib/*": ["./fixtures/codemods/move-savers-to-redis/rewrites-jsx-route/input/lib/*"] },
};

// One program for all: the framework's declarations are read once.
it("every case compiles before and after", () => {
  const cases = folders.flatMap((folder) =>
    readdirSync(join(fixtures, folder)).map((name) => join(fixtures, folder, name)),
  );
  const rootNames = cases.flatMap((folder) =>
    ["input", "expected"].flatMap((side) =>
      readdirSync(join(folder, side), { recursive: true, withFileTypes: true })
        .filter((it) => it.isFile() && /\.[cm]?[jt]sx?$/.test(it.name))
        .map((it) => join(it.parentPath, it.name)),
    ),
  );
  expect(rootNames.length).toBeGreaterThan(cases.length);
  const host = programHost({
    ts,
    options,
    texts: new Map(),
    declarations: emittedDeclarations,
    home: root,
    parsed: new Map(),
  });
  const program = ts.createProgram({ rootNames, options, host });
  const found = ts.getPreEmitDiagnostics(program).map((it) => {
    const line = it.file?.getLineAndCharacterOfPosition(it.start ?? 0).line ?? 0;
    return `${it.file?.fileName.slice(fixtures.length + 1)}:${line + 1} ${ts.flattenDiagnosticMessageText(it.messageText, " ")}`;
  });
  expect(found).toEqual([]);
}, 60_000);
