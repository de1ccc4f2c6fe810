import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A package as its user has it: packed from this repository and installed alone in a folder of its own. */
export interface PackedInstall {
  /** The user's project, outside the repository. */
  readonly folder: string;
  /** Paths in the tarball, sorted. */
  readonly shippedFiles: readonly string[];
  /** Names of all packages that the installation brought, sorted, nested copies included. */
  readonly installedPackages: readonly string[];
  readonly manifest: Manifest;
  /** Runs a program in the user's project; rejects when it fails. */
  run(program: string, ...args: string[]): Promise<string>;
  /** Writes a file of the user's project. */
  write(path: string, text: string): Promise<void>;
  /** Gives the project a package as the user would by installing it: one that this repository has, linked. */
  link(name: string): Promise<void>;
  /** Text of a shipped file. */
  readShipped(path: string): Promise<string>;
  remove(): Promise<void>;
}

/** The part of `package.json` that the tests look at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Packs the package whose manifest lies in `source` (relative to the repository) as built, and installs it. */
export const installPacked = async (source: string): Promise<PackedInstall> => {
  const folder = await mkdtemp(join(tmpdir(), "unconduct-packed-"));
  const inFolder = async (program: string, ...args: string[]) =>
    (await run(program, args, { cwd: folder, maxBuffer: 1 << 26 })).stdout;
  const { filename, files } = await pack(source, folder);
  await writeFile(join(folder, "package.json"), '{ "name": "consumer", "private": true }\n');
  await inFolder("npm", "install", `./${filename}`, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
  const lock = JSON.parse(await readFile(join(folder, "node_modules/.package-lock.json"), "utf8"));
  const paths = Object.keys(lock.packages);
  const manifest: Manifest = JSON.parse(await readFile(join(repository, source, "package.json"), "utf8"));
  const home = join(folder, "node_modules", manifest.name);
  return {
    folder,
    manifest,
    shippedFiles: files,
    installedPackages: [...new Set(paths.map((path) => path.replace(/^.*node_modules\//, "")))].sort(),
    run: inFolder,
    write: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    link: async (name) => {
      await mkdir(dirname(join(folder, "node_modules", name)), { recursive: true });
      await symlink(join(repository, "node_modules", name), join(folder, "node_modules", name));
    },
    readShipped: (path) => readFile(join(home, path), "utf8"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

const pack = async (source: string, destination: string) => {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
  const { stdout } = await run("npm", args, { cwd: join(repository, source), maxBuffer: 1 << 26 });
  const [packed] = JSON.parse(stdout) as Array<{ filename: string; files: Array<{ path: string }> }>; // npm's own format
  if (packed === undefined) throw new Error(`npm packed nothing in ${source}`);
  return { filename: packed.filename, files: packed.files.map(({ path }) => path).sort() };
};

/** Type-checks the files of a user's project with this repository's compiler; gives its output, empty when all is well. */
export const typecheck = async (
  user: PackedInstall,
  settings: { module: string; moduleResolution: string; ignoreDeprecations?: string; skipLibCheck?: boolean },
  files: readonly string[],
): Promise<string> => {
  const compilerOptions = {
    ...settings,
    target: "es2022",
    lib: ["es2022", "dom"],
    strict: true,
    noEmit: true,
    types: [],
  };
  await user.write(`tsconfig.${settings.moduleResolution}.json`, JSON.stringify({ compilerOptions, files }));
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  return user.run(process.execPath, compiler, "-p", `tsconfig.${settings.moduleResolution}.json`).catch(
    (failure: { stdout: string }) => failure.stdout, // execFile rejects with what the program printed
  );
};
