import type { Abstention, Candidate } from "../../contracts/decision.ts";

/** The end of a run as a target, as LangGraph names it. */
export const END = "__end__";

/** "None of these, ask the planner", as a target. */
export const PLANNER = "__planner__";

/** What is asked of the registry. Absent parts do not narrow. */
export interface Lookup {
  readonly tenant: string;
  /** What is to be done, in the user's or the caller's words. */
  readonly task?: string;
  /** Channels that hold something: agents that need others are left out. */
  readonly have?: readonly string[];
  /** Channels that should be filled: agents that fill none of them are left out. */
  readonly want?: readonly string[];
  /** Agents not to be chosen, such as one that has just failed. */
  readonly exclude?: readonly string[];
  /** The agent that ran last; null at the beginning. */
  readonly last?: string | null;
  /** Targets declared at this decision point, `__end__` included where it is one. Absent: all registered agents. */
  readonly allowed?: readonly string[];
  /** Node where it is decided; the app's own rules of other nodes do not count. */
  readonly node?: string;
  /** Topology fingerprint; learned transitions of other topologies do not count. */
  readonly fingerprint?: string;
  /** State that the app's own rules look at. */
  readonly state?: Readonly<Record<string, unknown>>;
}

/** The task where its words can tell who is next: they say who begins, not who goes on once an agent has run. */
export const tellingTask = ({ task, last }: Lookup): string | undefined =>
  typeof last === "string" ? undefined : task;

/** What the registry says. `candidates` are best first; `why` is for people, one sentence a line. */
export type LookupAnswer =
  /** `margin`: distance of the score to the next candidate's (1 where there is none). */
  | {
      readonly kind: "agent" | "end" | "planner";
      readonly target: string;
      readonly score: number;
      readonly margin: number;
      readonly candidates: readonly Candidate[];
      readonly why: readonly string[];
    }
  | {
      readonly kind: "abstain";
      readonly reason: Abstention["reason"];
      readonly candidates: readonly Candidate[];
      readonly why: readonly string[];
    };

/** What one kind of evidence says: an answer, an opinion that is not enough for one, or nothing. */
export type Opinion =
  | { readonly kind: "answer"; readonly candidates: readonly [Candidate, ...Candidate[]]; readonly why: string }
  | {
      readonly kind: "unsure";
      readonly reason: Abstention["reason"];
      readonly candidates: readonly Candidate[];
      readonly why: string;
    }
  | { readonly kind: "silent" };
