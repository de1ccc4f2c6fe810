import { type Decision, decisionSchema } from "../contracts/decision.ts";
import { parseContractText } from "../contracts/parse-contract.ts";
import type { DecisionLog } from "../shim/ports/decision-log.ts";

/** Decisions from an exported log: one `decision/1` a line. Throws CONTRACT_INVALID with file and line. */
export const decisionsOfLines = (text: string, file: string): Decision[] =>
  text
    .split("\n")
    .flatMap((line, index) =>
      line.trim() === "" ? [] : [parseContractText(decisionSchema, line, `${file}, line ${index + 1}`)],
    );

/** All decisions in a log, of one tenant or of all, of one thread or of all, page by page. */
export const decisionsOfLog = async (
  log: DecisionLog,
  tenant: string | undefined,
  thread: string | null = null,
): Promise<Decision[]> => {
  const all: Decision[] = [];
  for (const name of tenant === undefined ? await log.tenants() : [tenant]) {
    for (let after: string | null = null; ; ) {
      const page = await log.read({ tenant: name, thread, after, limit: 1_000 });
      all.push(...page.decisions);
      if (page.next === null) break;
      after = page.next;
    }
  }
  return all;
};
