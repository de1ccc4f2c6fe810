const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  ENOENT: "it is not there any more",
  ELOOP: "a link that leads to itself",
  ENAMETOOLONG: "the path is too long",
  ENOTDIR: "a folder on the way is no folder",
  EIO: "the disk reports an error",
};

/** A system error as a short reason: its code and what it means, never the absolute path that its message holds. */
export function systemReason(error: unknown): string {
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
  const meaning = MEANINGS[code];
  return meaning === undefined ? code : `${meaning} (${code})`;
}
