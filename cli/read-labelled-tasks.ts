import { z } from "zod";
import { explainIssue } from "../contracts/explain-issue.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import type { LabelledTask } from "../shim/registry/fit/fit-classifier.ts";

const labelledTaskSchema = z.strictObject({
  text: z.string().min(1).describe("a request, in the user's words"),
  agent: z.string().min(1).nullable().describe("who should get it; null: none of the agents"),
});

/** Labelled tasks from a file with one `{"text": …, "agent": … | null}` a line. Throws CLI_LABELS_INVALID with file and line. */
export const labelledTasksOf = (text: string, file: string): LabelledTask[] =>
  text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [taskOf(line, `${file}, line ${index + 1}`)]));

const taskOf = (line: string, source: string): LabelledTask => {
  const remedy = 'Write one {"text": "…", "agent": "writer"} a line; agent null means none of them.';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new UnconductError("CLI_LABELS_INVALID", `${source} is not JSON.`, remedy, { cause });
  }
  const result = labelledTaskSchema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues.map((issue) => explainIssue(issue, value));
  throw new UnconductError("CLI_LABELS_INVALID", `${source}: ${first?.what ?? "it does not match"}`, remedy);
};
