import { tenantIdSchema } from "../../contracts/ids.ts";
import { shimError } from "../errors.ts";

/** What an id names; the refusal says it back. */
export type IdKind = "tenant" | "thread" | "name";

/** Longest thread id and name, in UTF-8 bytes. Tenants are shorter: see `tenantIdSchema`. */
export const longestIdBytes = 256;

/** Ends a tag, a key part, a queue name or a checkpoint namespace; or means "any" in a pattern of KEYS, SCAN or an ACL. */
const reserved = /[:{}|*?[\]\\^]/u;

/** Controls, formats (zero width, direction), lone surrogates, unassigned: what a person cannot see in a key. */
const invisible = /\p{C}/u;

/**
 * Why the id is refused, as the rest of the sentence "the <kind> id …"; null if it may stand in a key. Two ids that look
 * alike must not be two keys, hence NFC; a tenant has a narrower alphabet still, since it stands in ACL patterns.
 */
export const whyRefused = (kind: IdKind, id: unknown): string | null =>
  whyUnstorable(id) ?? whyReserved(String(id)) ?? whyNoTenant(kind, String(id));

/** As {@link whyRefused}, for ids that are encoded before they reach a key: separators, patterns and spaces may occur. */
export const whyUnstorable = (id: unknown): string | null => {
  if (typeof id !== "string") return `is ${id === null ? "null" : typeof id}, not a string`;
  if (id === "") return "is empty";
  if (invisible.test(id)) return "has a control or invisible character";
  if (id.normalize("NFC") !== id) return "is not in Unicode NFC, so another spelling of it would be another key";
  if (Buffer.byteLength(id) > longestIdBytes) return `is longer than ${longestIdBytes} bytes`;
  return null;
};

const whyReserved = (id: string): string | null => {
  const found = reserved.exec(id)?.[0];
  if (found !== undefined)
    return `has ${JSON.stringify(found)}, which separates keys or stands for others in a pattern`;
  return /\p{Z}/u.test(id) ? "has white space" : null;
};

const whyNoTenant = (kind: IdKind, id: string): string | null =>
  kind !== "tenant" || tenantIdSchema.safeParse(id).success
    ? null
    : "is not 1 to 63 of A-Z a-z 0-9 . _ - with a letter or digit first";

/** The error for an id that {@link whyRefused} or {@link whyUnstorable} does not let through. */
export const idRefused = (kind: IdKind, id: unknown, why: string, remedy: string) =>
  shimError("ID_REFUSED", `the ${kind} id ${shown(id)} ${why}`, remedy);

/** JSON keeps controls visible; a hostile id must not fill a log. */
const shown = (id: unknown): string => {
  const text = typeof id === "string" ? JSON.stringify(id) : String(id);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/** The id itself. Throws `ID_REFUSED` for one that must not stand in a key. */
export const checkId = (kind: IdKind, id: unknown): string => {
  const why = whyRefused(kind, id);
  if (why !== null) throw idRefused(kind, id, why, "Use letters, digits and . _ - only, such as a UUID.");
  return String(id);
};
