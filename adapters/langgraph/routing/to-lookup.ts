import type { Lookup } from "../../../shim/registry/lookup.ts";
import type { ConductorPoint } from "../../../shim/routing/conductor-points.ts";
import { isMessage, type MessageLike, messagesIn } from "../messages.ts";
import { isObject } from "../surface.ts";

/** Whose turn it is, as a registry is asked. */
export interface Turn {
  readonly tenant: string;
  readonly fingerprint: string;
  readonly point: ConductorPoint;
  /** Agent that ran last; null: the run begins; undefined: not known, as after an interrupt. */
  readonly last: string | null | undefined;
  /** What the tenant may be routed to; null: all. */
  readonly allowed: readonly string[] | null;
}

/** The question for a turn. `taskOf` gives what is to be done, from the state. */
export const toLookup = (
  { tenant, fingerprint, point, last, allowed }: Turn,
  input: unknown,
  taskOf: (state: Readonly<Record<string, unknown>>) => string | undefined,
): Lookup => {
  const state = isObject(input) ? input : {};
  // After an interrupt nobody knows whether an agent has taken the task up already.
  const task = last === undefined ? undefined : taskOf(state);
  return {
    tenant,
    node: point.node,
    fingerprint,
    allowed: point.declared.filter((it) => allowed === null || it === "__end__" || allowed.includes(it)),
    have: Object.keys(state).filter((name) => !isEmpty(state[name])),
    state,
    ...(task === undefined ? {} : { task }),
    ...(last === undefined ? {} : { last }),
  };
};

/** Text of the newest message of a person; undefined: there is none. */
export const lastHumanText = (state: Readonly<Record<string, unknown>>): string | undefined => {
  const message = messagesIn(state.messages).findLast((it) => isMessage(it) && it.getType() === "human");
  return message === undefined ? undefined : textOf(message);
};

/** Content is a text, or blocks of which some are. */
const textOf = ({ content }: MessageLike): string | undefined => {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  return content.flatMap((block) => (isObject(block) && typeof block.text === "string" ? [block.text] : [])).join("\n");
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
