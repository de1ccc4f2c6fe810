import { z } from "zod";

/** A POSIX path relative to the audited folder. */
export const pathSchema = z.string().min(1).describe("POSIX path, relative to the audited folder");

/** A place in a file: what an editor needs to jump there. */
export const placeSchema = z.strictObject({
  file: pathSchema,
  line: z.int().min(1).describe("1-based"),
});

/** See {@link placeSchema}. */
export type Place = z.infer<typeof placeSchema>;
