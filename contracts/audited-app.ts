import { z } from "zod";
import { pathSchema, placeSchema } from "./place.ts";

/** How an app is run. */
export const shapeSchema = z
  .enum([
    "supervisor",
    "router",
    "agents-as-tools",
    "deep-agent",
    "plan-execute",
    "swarm",
    "pipeline",
    "single-agent",
    "other",
  ])
  .describe(
    "supervisor: a conductor that workers return to; router: decides once; agents-as-tools: the workers are the " +
      "conductor's tools; swarm: peers hand over by themselves; pipeline: fixed order",
  );

/** One agent, or any other node of the graph. */
export const agentSchema = placeSchema.extend({
  name: z
    .string()
    .min(1)
    .describe("in angle brackets where the name exists only at run time: the expression that it comes from"),
  role: z.enum(["conductor", "agent", "node"]).describe("node: a unit of work that calls no model, or plumbing"),
  kind: z
    .enum(["function", "agent", "subgraph", "runnable", "tool", "tool-node", "unknown"])
    .describe("what is behind the name"),
  inside: z
    .string()
    .optional()
    .describe("the node whose own code picks and calls it; absent for what is a node (or a prebuilt's agent) itself"),
  reads: z.array(z.string()).optional().describe("channels of the state that it reads, sorted; absent if not known"),
  writes: z.array(z.string()).optional().describe("channels of the state that it writes, sorted; absent if not known"),
});

/** One way from one node to another. `__start__` and `__end__` are the graph's ends. */
export const edgeSchema = placeSchema.extend({
  from: z.string().min(1),
  to: z.string().min(1),
  kind: z
    .enum(["static", "conditional", "command", "send", "handoff", "tool"])
    .describe(
      "static: always taken; conditional: a router picks; command: `Command({goto})`; send: fan-out; handoff: a prebuilt's transfer tool; tool: agent as tool",
    ),
  label: z.string().nullable().describe("the router's answer that leads here, if it differs from the node's name"),
});

/** One step of a chain that goes through the conductor, and what the conductor does on it besides picking. */
export const hopSchema = z.strictObject({
  from: z.string().min(1),
  to: z.string().min(1),
  always: z
    .boolean()
    .describe(
      "true: the conductor's code leads there whatever the state holds; false: as long as no later channel is filled, which only its router knows",
    ),
  writes: z
    .record(z.string().min(1), z.json())
    .nullable()
    .describe("channel to value: what the conductor writes on this hop; null: not the same each time, or not known"),
  calls: z
    .array(z.strictObject({ name: z.string().min(1), file: pathSchema, args: z.array(z.json()) }))
    .nullable()
    .describe("exported functions that it calls for their effect, logs left out; null: not known, or not only such"),
  returns: z
    .array(placeSchema.extend({ start: z.int().min(0), end: z.int().min(0) }))
    .nullable()
    .describe(
      "every expression that the first agent's function returns, offsets in UTF-16 units; null: no one function",
    ),
});

/** Agents that always run in the same order with no branching between. */
export const chainSchema = z.strictObject({
  agents: z.array(z.string().min(1)).min(2),
  basis: z
    .enum(["static", "code", "prompt", "recorded"])
    .describe(
      "static: plain edges; code: a router without a model fixes the order; prompt: a text asks for it (a hint, never proof); recorded: seen in runs",
    ),
  throughConductor: z.boolean().describe("true: each step goes back to the conductor first"),
  confidence: z.enum(["proven", "likely", "hint"]),
  reason: z.string().min(1),
  hops: z
    .array(hopSchema)
    .optional()
    .describe("only for chains that code fixes: one for each pair, in order; absent in reports of older versions"),
});

/** Where one node starts several. */
export const fanOutSchema = z.strictObject({
  from: z.string().min(1),
  to: z.array(z.string().min(1)).min(1).describe("sorted"),
  join: z.string().nullable().describe("the nearest node that all of them go on to; null if they end apart"),
  repeated: z.boolean().describe("true: one of them may run several times at once (`Send` in a loop)"),
});

/** A way out that is declared by a plain edge and by `Command` as well; the place is that of the `Command`. */
export const doubleHopSchema = placeSchema.extend({
  from: z.string().min(1),
  to: z.string().min(1).describe("where the `Command` leads"),
  beside: z
    .array(z.string().min(1))
    .describe("other targets of plain edges, which run too: a conflict unless empty; sorted"),
});

/** Three to five agents that work for each other more than for the rest. */
export const clusterSchema = z.strictObject({
  agents: z.array(z.string().min(1)).min(3).max(5).describe("sorted"),
  reasons: z.array(z.string().min(1)).min(1).describe("what ties them together, one short sentence each"),
});

/** Something whose names exist only at run time. */
export const dynamicSchema = placeSchema.extend({
  what: z
    .enum(["node", "edge", "target", "agents", "tools"])
    .describe("tools: an agent's tools, some of which may run other agents"),
  expr: z.string().describe("the source text, on one line, at most 120 characters"),
});

/** Whether moving this app pays, with the reasons. */
export const verdictSchema = z.strictObject({
  verdict: z.enum(["migrate", "partly", "leave"]),
  reasons: z.array(z.string().min(1)).min(1),
});

/** What a conductor's or router's choice comes from. */
export const decidedBySchema = z
  .enum(["model", "model-at-times", "inner-model", "other-model", "code-beside-model", "code"])
  .describe(
    "model: a model call of its own, each time; model-at-times: a model call of its own that code may pass by; " +
      "inner-model: no call of its own, but what it runs (another graph, shared code) calls a model; " +
      "other-model: code, by what the model call of another node said; code-beside-model: code, though a model is " +
      "called there too, for work; code: code, and no call of that kind was found",
  );

/** One graph (or prebuilt agent) that runs as an app of its own. */
export const auditedAppSchema = z.strictObject({
  id: z.string().min(1).describe("file and name, unique in the report"),
  name: z
    .string()
    .nullable()
    .describe("from langgraph.json, compile options or the variable; null if nothing names it"),
  shape: shapeSchema,
  graph: placeSchema.extend({ kind: z.string().min(1).describe("constructor: StateGraph, createSupervisor, …") }),
  conductor: placeSchema
    .extend({
      node: z.string().min(1),
      by: decidedBySchema.optional().describe("what its choice comes from; absent in reports of older versions"),
    })
    .nullable(),
  agents: z.array(agentSchema),
  edges: z.array(edgeSchema),
  chains: z.array(chainSchema),
  dynamic: z.array(dynamicSchema),
  fanOuts: z.array(fanOutSchema).optional().describe("absent when nothing fans out"),
  doubleHops: z.array(doubleHopSchema).optional().describe("absent when no hop is declared twice"),
  clusters: z.array(clusterSchema).optional().describe("absent when none was found"),
  dead: z.boolean().describe("true: nothing in the audited tree compiles, runs or exports it for others"),
  fingerprint: z.string().min(1).describe("hash of nodes, edges and channels"),
  verdict: verdictSchema,
});

/** See {@link auditedAppSchema}. */
export type AuditedApp = z.infer<typeof auditedAppSchema>;
/** See {@link decidedBySchema}. */
export type DecidedBy = z.infer<typeof decidedBySchema>;
/** See {@link agentSchema}. */
export type Agent = z.infer<typeof agentSchema>;
/** See {@link edgeSchema}. */
export type Edge = z.infer<typeof edgeSchema>;
/** See {@link chainSchema}. */
export type Chain = z.infer<typeof chainSchema>;
/** See {@link hopSchema}. */
export type Hop = z.infer<typeof hopSchema>;
/** See {@link fanOutSchema}. */
export type FanOut = z.infer<typeof fanOutSchema>;
/** See {@link doubleHopSchema}. */
export type DoubleHop = z.infer<typeof doubleHopSchema>;
/** See {@link clusterSchema}. */
export type Cluster = z.infer<typeof clusterSchema>;
/** See {@link dynamicSchema}. */
export type Dynamic = z.infer<typeof dynamicSchema>;
/** See {@link shapeSchema}. */
export type Shape = z.infer<typeof shapeSchema>;
/** See {@link verdictSchema}. */
export type Verdict = z.infer<typeof verdictSchema>;
