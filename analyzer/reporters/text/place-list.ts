import type { Place } from "../../../contracts/place.ts";
import { type Span, span } from "./line.ts";

/** `file:line`, which editors and terminals open. */
export const placeText = (place: Place): string => `${place.file}:${place.line}`;

/** See {@link placeText}, coloured. */
export const placeSpan = (place: Place): Span => span(placeText(place), "place");

/** The first places and how many more there are. */
export const placeList = (places: readonly Place[], shown: number): Span[] => {
  const spans = places.slice(0, shown).flatMap((place, index) => [span(index > 0 ? ", " : ""), placeSpan(place)]);
  const hidden = places.length - shown;
  return hidden > 0 ? [...spans, span(` and ${hidden} more`, "quiet")] : spans;
};
