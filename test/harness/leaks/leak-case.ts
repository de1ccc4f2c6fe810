import { joinSlots, NO_SLOTS, plainUpdate, type Slots, type UpdateForm } from "./app-text.ts";
import { CALLER_SINKS } from "./caller-sinks.ts";
import type { Carrier } from "./carrier.ts";
import { CARRIERS } from "./carriers.ts";
import { CHANNEL_SINKS } from "./channel-sinks.ts";
import type { CleanSource, Tap } from "./clean-source.ts";
import { CLEAN_SOURCES } from "./clean-sources.ts";
import { DIRECT_SINKS } from "./direct-sinks.ts";
import type { LeakSink } from "./leak-sink.ts";
import { OUTSIDE_SINKS } from "./outside-sinks.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { UPDATE_FORMS } from "./update-forms.ts";

/** A clean source and the way that a part of its model's answer takes to where somebody sees it. */
export interface LeakCase {
  readonly source: CleanSource;
  readonly tap: Tap;
  readonly carriers: readonly Carrier[];
  readonly form: readonly [name: string, form: UpdateForm];
  readonly sink: LeakSink;
}

/** Every sink. */
export const LEAK_SINKS: readonly LeakSink[] = [...CHANNEL_SINKS, ...CALLER_SINKS, ...DIRECT_SINKS, ...OUTSIDE_SINKS];

const PLAIN = ["literal", plainUpdate] as const;

/** The app with the leak in it. */
export const leakText = (leak: LeakCase): string => {
  let slots: Slots = { ...NO_SLOTS, updateForm: leak.form[1], body: leak.tap.before ?? [] };
  let { value } = leak.tap;
  leak.carriers.forEach((carrier, n) => {
    const carried = carrier.carry(value, n);
    slots = joinSlots(slots, { module: carried.module ?? [], body: carried.body ?? [] });
    value = carried.value;
    if (value.includes("await ")) {
      slots = joinSlots(slots, { body: [`const awaited${n} = ${value};`] }); // the next carrier may be no async function
      value = `awaited${n}`;
    }
  });
  return leak.source.text(joinSlots(slots, leak.sink.leak(value)));
};

/** The way of the leak in one line. */
export const leakName = ({ source, tap, carriers, form, sink }: LeakCase): string =>
  [
    source.name,
    tap.name,
    ...carriers.map((c) => c.name),
    ...(form === PLAIN ? [] : [`update: ${form[0]}`]),
    sink.name,
  ].join(" > ");

/** Sinks that the source offers what they need. */
export const sinksFor = (source: CleanSource): readonly LeakSink[] =>
  LEAK_SINKS.filter((sink) => sink.needs.every((need) => source.offers.includes(need)));

/** A leak at random: up to two carriers, any tap, form and sink that fit the source. */
export const randomLeak = (random: SeededRandom): LeakCase => {
  const source = random.pick(CLEAN_SOURCES);
  const sink = random.pick(sinksFor(source));
  const writes = sink.needs.includes("update");
  return {
    source,
    tap: random.pick(source.taps),
    carriers: Array.from({ length: random.below(3) }, () => random.pick(CARRIERS)),
    form: writes && random.next() < 0.5 ? random.pick(UPDATE_FORMS) : PLAIN,
    sink,
  };
};

/** Each tap, carrier, form and sink once with each source that it fits, the rest kept simple. */
export const simpleLeaks = (): LeakCase[] =>
  CLEAN_SOURCES.flatMap((source) => {
    const sinks = sinksFor(source);
    const [sink] = sinks;
    const own = sinks.find(({ name }) => name === "worker's prompt");
    const [tap] = source.taps;
    if (!sink || !tap) return [];
    const base: LeakCase = { source, tap, carriers: [], form: PLAIN, sink };
    return [
      ...sinks.map((other) => ({ ...base, sink: other })),
      ...source.taps.map((other) => ({ ...base, tap: other })),
      ...CARRIERS.map((carrier) => ({ ...base, carriers: [carrier] })),
      ...(source.offers.includes("update")
        ? UPDATE_FORMS.flatMap((form) => [sink, own ?? sink].map((to) => ({ ...base, form, sink: to })))
        : []),
    ];
  });

/** Simpler leaks of the same kind: without a carrier, with the first tap or the plain form. */
export const simplerLeaks = (leak: LeakCase): LeakCase[] => [
  ...leak.carriers.map((_, n) => ({ ...leak, carriers: leak.carriers.filter((_c, m) => m !== n) })),
  ...(leak.form === PLAIN ? [] : [{ ...leak, form: PLAIN }]),
  ...(leak.tap === leak.source.taps[0] || !leak.source.taps[0] ? [] : [{ ...leak, tap: leak.source.taps[0] }]),
];
