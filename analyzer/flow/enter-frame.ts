import type { ts } from "ts-morph";
import type { FunctionNode } from "../source/values/value.ts";
import type { Frame } from "./item.ts";

const MAX_FRAMES = 8;

/**
 * The frame of a function that a call runs; undefined where calls are nested too deep to follow (8). A call that the walk
 * is in already is a recursion: its rounds are one.
 */
export const enterFrame = (frame: Frame | undefined, call: ts.Node, fn: FunctionNode): Frame | undefined => {
  for (let outer = frame; outer; outer = outer.parent) if (outer.call === call && outer.fn === fn) return outer;
  const depth = (frame?.depth ?? 0) + 1;
  return depth > MAX_FRAMES ? undefined : { call, fn, parent: frame, depth };
};
