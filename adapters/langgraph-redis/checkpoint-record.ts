import { shimError } from "../../shim/errors.ts";

/** A channel of a checkpoint: at which version, and where its value lies. */
export interface StoredChannel {
  readonly channel: string;
  /** JSON of the version, so that a number stays a number. */
  readonly version: string;
  readonly ref: string;
}

/** A pending write as stored. */
export interface StoredWrite {
  readonly task: string;
  readonly idx: number;
  readonly path: string;
  readonly channel: string;
  readonly ref: string;
}

/** A checkpoint as the scripts return it. */
export interface StoredCheckpoint {
  readonly ns: string;
  readonly id: string;
  /** "" for none. */
  readonly parent: string;
  readonly channels: readonly StoredChannel[];
  readonly writes: readonly StoredWrite[];
  /** `type NUL bytes`: checkpoint without channel values, and metadata. */
  readonly body: Buffer;
}

const [GS, RS, US, FS] = ["\u001d", "\u001e", "\u001f", "\u001c"];

/** Id of a checkpoint within its thread's keys. Ids are free of control characters, so it splits in one way only. */
export const checkpointField = (ns: string, id: string): string =>
  `${part("checkpoint_ns", ns)}${US}${part("checkpoint_id", id)}`;

/** Bounds of ZREVRANGEBYLEX over a namespace, newest first: before (excluding) `before`, or from the newest if null. */
export const namespaceBounds = (ns: string, before: string | null): readonly [upper: string, lower: string] => [
  before === null ? `(${part("checkpoint_ns", ns)} ` : `(${checkpointField(ns, before)}`, // " " follows US
  `[${ns}${US}`,
];

/** The text that may stand between separators. Throws `ID_REFUSED` for a control character in it. */
export const part = (what: string, text: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about control characters
  if (!/[\u0000-\u001f]/.test(text)) return text;
  throw shimError(
    "ID_REFUSED",
    `${what} ${JSON.stringify(text).slice(0, 80)} has a control character`,
    "Name nodes, channels and checkpoints without control characters.",
  );
};

/** Channels as `put.lua` takes them. */
export const joinChannels = (channels: readonly StoredChannel[]): string =>
  channels.map(({ channel, version, ref }) => [part("channel", channel), version, ref].join(FS)).join(RS);

/** Channels without their references, as `put.lua` takes those that did not change. */
export const joinVersions = (channels: ReadonlyArray<readonly [channel: string, version: string]>): string =>
  channels.map(([channel, version]) => [part("channel", channel), version].join(FS)).join(RS);

/** Reverses {@link joinChannels}. */
export const splitChannels = (text: string): StoredChannel[] =>
  text === ""
    ? []
    : text.split(RS).map((entry) => {
        const [channel = "", version = "", ref = ""] = entry.split(FS);
        return { channel, version, ref };
      });

/** Reads what `put-writes.lua` wrote; in no particular order. */
export const splitWrites = (text: string): StoredWrite[] =>
  text
    .split(RS)
    .slice(1) // each begins with RS
    .map((entry) => {
      const [task = "", idx = "", path = "", channel = "", , ref = ""] = entry.split(US);
      return { task, idx: Number(idx), path, channel, ref };
    });

/** Puts together one checkpoint of `read.lua`'s answer. */
export const parseCheckpoint = (field: Buffer, record: Buffer, writes: Buffer): StoredCheckpoint => {
  const [ns = "", id = ""] = field.toString("utf8").split(US);
  const cut = record.indexOf(GS);
  const [, parent = "", , , ...refs] = record.toString("utf8", 0, cut).split(US);
  return {
    ns,
    id,
    parent,
    channels: splitChannels(refs.join(US)),
    writes: splitWrites(writes.toString("utf8")),
    body: record.subarray(cut + 1),
  };
};
