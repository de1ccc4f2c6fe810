import type { z } from "zod";
import { explainIssue } from "../../contracts/explain-issue.ts";
import { shimError } from "../errors.ts";

/** The document as the schema's type. Throws `CARD_INVALID`, which names the source, the field and what was expected. */
export const checkedCard = <Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
  source: string,
): z.output<Schema> => {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [first] = result.error.issues.map((issue) => explainIssue(issue, document));
  throw shimError(
    "CARD_INVALID",
    `${source}: ${first?.what ?? "it does not match"}`,
    first?.remedy ?? "Correct the card.",
    { cause: result.error },
  );
};
