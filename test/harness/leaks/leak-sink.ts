import type { Slots } from "./app-text.ts";
import type { CleanSource } from "./clean-source.ts";

/** One place where people, models, tools or storage see a value. */
export interface LeakSink {
  readonly name: string;
  /** What the place of the leak must offer. */
  readonly needs: CleanSource["offers"];
  /** Additions to the app that bring `value`, an expression of type string, there. */
  readonly leak: (value: string) => Partial<Slots>;
}
