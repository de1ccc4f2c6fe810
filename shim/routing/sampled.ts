import { hash } from "node:crypto";

/** True for so large a share (0 to 1) of all ids, always the same ones. `purpose` keeps samples apart from each other. */
export const isSampled = (purpose: string, id: string, share: number): boolean =>
  share > 0 && Number.parseInt(hash("sha256", `${purpose} ${id}`, "hex").slice(0, 8), 16) / 2 ** 32 < share;
