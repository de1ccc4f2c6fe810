import type { PlanContext } from "../../kit/define-codemod.ts";
import type { EditPlan } from "../../kit/edit-plan.ts";
import { importEdits } from "../../kit/import-edits.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { relativeImport } from "../../kit/relative-import.ts";
import { seamFile } from "../../kit/seam-file.ts";
import { styleOf } from "../../kit/text-style.ts";
import { appPrefixes } from "../move-savers-to-redis/app-prefix.ts";
import type { ParsedFile } from "../move-savers-to-redis/saver-site.ts";
import { knownRedis } from "../redis-client.ts";
import type { SeamEntry } from "../seam-text.ts";
import { statePackage } from "../state-package.ts";
import { stateSeam } from "../state-seam.ts";
import { mapFactory } from "./map-factory.ts";
import type { SessionMap } from "./session-map.ts";

/** What the moved maps of one package need besides their own files' edits: imports, the seam, the package. At least one map. */
export function planMapSeam(
  context: PlanContext,
  maps: readonly SessionMap[],
  parse: (file: string) => ParsedFile | undefined,
): Pick<EditPlan, "shared" | "newFiles"> {
  const files = [...new Set(maps.map((it) => it.parsed))];
  const [first] = files;
  const [map] = maps;
  if (!first || !map) return { shared: [], newFiles: [] };
  const owner = packageOfFile(context, first.file);
  const seam = seamFile(
    context,
    owner,
    files.map((it) => it.file),
  );
  const { name, isThere } = mapFactory(seam);
  const redis = knownRedis(context, owner, parse);
  const prefix = appPrefixes(context)({ site: { ...map.site, app: null } });
  const fresh: SeamEntry[] = isThere ? [] : [{ kind: "map", name, prefix }];
  const written = stateSeam(context, { owner, seam, first, typesFrom: undefined, fresh, redis });
  const imports = files.flatMap(({ file, source }) => {
    const add = [{ module: relativeImport(context, file, seam.file), name, local: name, typeOnly: false }];
    return importEdits({ file, source, style: styleOf(source), add, remove: [], require: false });
  });
  return {
    shared: [...imports, ...written.edits, ...statePackage(context, owner, redis)],
    newFiles: written.newFiles,
  };
}
