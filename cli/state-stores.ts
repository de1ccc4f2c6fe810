import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import type { CliIo } from "./cli-io.ts";
import { differenceText } from "./difference-text.ts";
import { exitCodes } from "./exit-codes.ts";
import { loadLangGraph } from "./load-langgraph.ts";
import type { Savers } from "./read-savers.ts";
import { type MoveFlags, withSavers } from "./with-savers.ts";
import { writeText } from "./write-text.ts";

/** `unconduct state backfill --stores`. Throws `CLI_SAVERS_INVALID` where the module gives no stores. */
export const backfillStores = async (flags: MoveFlags & { readonly dryRun?: true }, io: CliIo): Promise<void> => {
  const dryRun = flags.dryRun === true;
  await withSavers("backfill", flags, io, async (savers, passed) => {
    const migration = await migrationOf(savers, flags.savers);
    const done = await migration.backfill({
      ...{ dryRun, after: flags.after ?? "" },
      onProgress: ({ place, namespaces, found }) => passed(place, `${namespaces} namespaces, ${found} items copied`),
    });
    const verb = dryRun ? "would be copied (dry run)" : "copied";
    await writeText(io.stdout, `${done.namespaces} namespaces, ${done.items} items: ${done.found} ${verb}\n`);
  });
};

/** `unconduct state compare --stores`. Throws `CLI_SAVERS_INVALID` where the module gives no stores. */
export const compareStores = async (
  flags: MoveFlags,
  io: CliIo,
  setExitCode: (code: number) => void,
): Promise<void> => {
  await withSavers("compare", flags, io, async (savers, passed) => {
    const lines: string[] = [];
    const migration = await migrationOf(savers, flags.savers);
    const done = await migration.compareAll({
      after: flags.after ?? "",
      onDifference: ({ place, differences }) => {
        lines.push(escapeTerminal(`${place}: ${differenceText(differences)}`));
      },
      onProgress: ({ place, namespaces, found }) => passed(place, `${namespaces} namespaces, ${found} items differ`),
    });
    const summary = `${done.namespaces} namespaces, ${done.items} items: ${done.found} differ`;
    await writeText(io.stdout, `${[...lines, summary].join("\n")}\n`);
    if (done.found > 0) setExitCode(exitCodes.found);
  });
};

const migrationOf = async ({ stores }: Savers, path: string) => {
  if (stores === undefined) {
    const remedy = "Export by default: (tenant) => ({ old, new, stores: { old: yourStore, new: otherStore } }).";
    throw new UnconductError("CLI_SAVERS_INVALID", `${path} gave no \`stores\`.`, remedy);
  }
  const { StoreMigration } = await loadLangGraph(() => import("../adapters/langgraph/state/store-migration.ts"));
  return new StoreMigration(stores);
};
