import type { LooseBuilder } from "./clone-builder.ts";
import { type CompiledApp, classOf } from "./surface.ts";

/** What another wiring of an app replaces on a copy of it; everything else stays the app's own. */
export interface GraphVariant {
  readonly nodes: CompiledApp["nodes"];
  readonly channels: CompiledApp["channels"];
  readonly triggerToNodes: CompiledApp["triggerToNodes"];
  readonly builder: NonNullable<CompiledApp["builder"]>;
}

/**
 * Compiles a changed builder into a variant of `app`. Its channels are those of both: a saved thread whose channel is
 * missing would be interrupted for ever, and would lose the channel's value with the next save.
 */
export const compileVariant = (app: CompiledApp, builder: LooseBuilder): GraphVariant => {
  const { nodes, channels, triggerToNodes } = builder.compile();
  return { nodes, triggerToNodes, builder, channels: { ...app.channels, ...channels } };
};

/** What runs a variant: a copy of the app as it is now, checkpointer and all, with the variant's wiring. */
export const appOfVariant = (app: CompiledApp, { nodes, channels, triggerToNodes }: GraphVariant): CompiledApp =>
  new (classOf(app))({ ...app, nodes, channels, triggerToNodes, autoValidate: false });
