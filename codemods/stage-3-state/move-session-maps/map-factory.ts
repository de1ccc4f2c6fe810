import type { SeamFile } from "../../kit/seam-file.ts";

/** The function of a seam that makes maps. */
export interface MapFactory {
  readonly name: string;
  /** False: the seam has none yet. */
  readonly isThere: boolean;
}

/** What a seam calls its maker of maps, or will. */
export function mapFactory({ text }: SeamFile): MapFactory {
  const known = /export function (\w+)<\w+>\([^)]*\)[^{]*\{\s*return new RedisMap\b/.exec(text ?? "")?.[1];
  return { name: known ?? "redisMap", isThere: known !== undefined };
}
