import { type ChannelWrite, type CompiledApp, isObject } from "../surface.ts";

/** Reads channels for conditions: one by name, or several as a record. `fresh`: with the writes of the task. */
export type ChannelReader = (select: string | readonly string[], fresh?: boolean) => unknown;

/** A reader over values that were read before, and over writes that go nowhere; `writes` is looked at on each read. */
export const readOver = (
  base: Readonly<Record<string, unknown>>,
  writes: readonly ChannelWrite[],
  channels: CompiledApp["channels"],
): ChannelReader => {
  const valuesNow = (): Record<string, unknown> => {
    const values: Record<string, unknown> = { ...base };
    for (const [channel, value] of writes)
      if (channels[channel] !== undefined) values[channel] = reduced(channels[channel], values[channel], value);
    return values;
  };
  return (select, fresh = false) => {
    const values = fresh ? valuesNow() : base;
    if (typeof select === "string") return values[select];
    return Object.fromEntries(select.filter((name) => name in values).map((name) => [name, values[name]]));
  };
};

/** As the channel takes a value in; one of a kind that is not known here keeps the newest. */
const reduced = (channel: unknown, present: unknown, value: unknown): unknown => {
  if (!isObject(channel)) return value;
  if (typeof channel.operator === "function") {
    const start = typeof channel.initialValueFactory === "function" ? channel.initialValueFactory() : undefined;
    return channel.operator(present ?? start, value);
  }
  return typeof channel.reducer === "function" ? channel.reducer(present, [value]) : value;
};
