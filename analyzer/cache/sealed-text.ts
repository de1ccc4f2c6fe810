import { hash } from "node:crypto";

/** A value as text, with a checksum in front that tells when it was cut off or changed. */
export const seal = (value: unknown): string => {
  const body = JSON.stringify(value);
  return `${hash("sha256", body)}\n${body}`;
};

/** The value of a sealed text; undefined when its checksum does not fit. */
export const unseal = (text: string): unknown => {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return end > 0 && hash("sha256", body) === text.slice(0, end) ? JSON.parse(body) : undefined;
};
