import { intersects, validRange } from "semver";
import { ts } from "ts-morph";
import { keptElsewhere } from "../../../contracts/kept-elsewhere.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { LeftAlone } from "../../kit/edit-plan.ts";
import { frameworkRange } from "../../kit/emitted-packages.ts";
import { foreignHostOf, webBuild, withArticle } from "../../kit/foreign-host.ts";
import { isLibrary } from "../../kit/is-library.ts";
import { isTestFile } from "../../kit/is-test-file.ts";
import { dependenciesOf, packageOfFile } from "../../kit/package-of-file.ts";
import { whyNotShared } from "./made-anew.ts";
import type { SaverSite } from "./saver-site.ts";
import { unstorableValue } from "./unstorable-value.ts";

/** Why a saver or store stays. */
export interface WhyLeft extends Pick<LeftAlone, "kind" | "reason"> {
  /** True where another saver keeps the same conversations outside the process. */
  readonly keptByAnother?: true;
}

/** Why an in-memory saver or store stays; undefined where it can move. The first reason that holds, most telling first. */
export const whyLeft = (context: PlanContext, saver: SaverSite): WhyLeft | undefined =>
  deadApp(context, saver) ??
  inTest(saver) ??
  foreignHost(context, saver) ??
  onPlatform(context, saver) ??
  inLibrary(context, saver) ??
  standsIn(context, saver) ??
  tooOld(context, saver) ??
  ownSerializer(saver) ??
  notShared(context, saver) ??
  unstorable(saver);

const unchanged = (reason: string): WhyLeft => ({ kind: "unchanged", reason });
const refused = (reason: string): WhyLeft => ({ kind: "refused", reason });

function deadApp({ audit }: PlanContext, { site }: SaverSite): WhyLeft | undefined {
  const app = audit.apps.find((it) => it.id === site.app);
  return app?.dead ? unchanged("nothing runs the graph that this belongs to") : undefined;
}

/** A test wants a fresh saver, and no server. */
const inTest = ({ parsed: { file, source } }: SaverSite): WhyLeft | undefined =>
  isTestFile(file, source.text) ? unchanged("a test: its state is meant to end with it") : undefined;

/** Browsers, extensions, desktops and edge functions cannot, or must not, reach a Redis server. */
function foreignHost(context: PlanContext, { site, module, parsed }: SaverSite): WhyLeft | undefined {
  const elsewhere = keptElsewhere(context.audit, site.app);
  const where = module.endsWith("/web")
    ? webBuild
    : (foreignHostOf(context, parsed.file, parsed.source.text) ??
      (elsewhere?.kind === "host" ? withArticle(elsewhere.what) : undefined));
  return where === undefined
    ? undefined
    : refused(`this runs in ${where}, which must not reach a Redis server; keep its state behind your own server`);
}

/** LangGraph Platform gives a deployed graph its own saver, whatever the code says. */
function onPlatform({ audit }: PlanContext, { site }: SaverSite): WhyLeft | undefined {
  const elsewhere = keptElsewhere(audit, site.app);
  if (elsewhere?.kind !== "server") return undefined;
  return unchanged(
    `LangGraph Platform runs this graph (${elsewhere.file}) and keeps its state; the stage does not apply`,
  );
}

/** A published package's default: whoever installs it decides where state lives. */
const inLibrary = (context: PlanContext, { parsed }: SaverSite): WhyLeft | undefined =>
  isLibrary(packageOfFile(context, parsed.file))
    ? unchanged("this package is a library: the app that installs it decides where state is kept")
    : undefined;

/** The runtime is tested with some versions of the framework only. Ranges that name no version are left to the installer. */
function tooOld(context: PlanContext, { parsed }: SaverSite): WhyLeft | undefined {
  const { name, range } = frameworkRange;
  const asked = dependenciesOf(packageOfFile(context, parsed.file)).get(name);
  if (asked === undefined || validRange(asked) === null || intersects(asked, range)) return undefined;
  return refused(`the runtime needs ${name} ${range}, and this package asks for ${asked}; upgrade it first`);
}

/** A database saver of the same file is the one that counts, even where it is imported only when it is needed. */
function standsIn({ audit }: PlanContext, { site, kind, module, parsed }: SaverSite): WhyLeft | undefined {
  const say = (other: string): WhyLeft => ({
    ...unchanged(`stands in where ${other} is not configured; that one keeps the state already`),
    keptByAnother: true,
  });
  const other = audit.stateSites.find(
    (it) =>
      it.file === site.file && it.kind === kind && it.durability === "external" && it.name !== "BaseCheckpointSaver",
  );
  if (other) return say(`${other.name} (line ${other.line})`);
  const [, imported] = /["'](@langchain\/langgraph-checkpoint-\w+)["']/.exec(parsed.source.text) ?? [];
  return imported === undefined || imported === module ? undefined : say(`the saver of ${imported}`);
}

function ownSerializer({ node, className }: SaverSite): WhyLeft | undefined {
  if (!ts.isNewExpression(node) || !node.arguments?.length) return undefined;
  return refused(
    `${className} is given arguments of its own (${node.arguments[0]?.getText()}); hand them to RedisSaver by hand`,
  );
}

function notShared(context: PlanContext, saver: SaverSite): WhyLeft | undefined {
  const reason = whyNotShared(context, saver);
  return reason === undefined ? undefined : refused(reason);
}

function unstorable({ kind, parsed, node }: SaverSite): WhyLeft | undefined {
  const found = kind === "store" ? unstorableValue(parsed, node) : undefined;
  if (found === undefined) return undefined;
  return refused(`a value put into this store cannot be kept as JSON: ${found}; store plain data`);
}
