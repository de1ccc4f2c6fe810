import { NO_SLOTS } from "../leaks/app-text.ts";
import { CLEAN_SOURCES } from "../leaks/clean-sources.ts";
import { appNames, appTexts } from "./app-folders.ts";
import type { Texts } from "./metamorphism.ts";

/** A tree whose audit is known to be sound. */
export interface Subject {
  readonly name: string;
  readonly texts: Texts;
}

/** The clean sources and the fixture apps. */
export const subjects = (): readonly Subject[] => [
  ...CLEAN_SOURCES.map((source) => ({ name: source.name, texts: new Map([["src/graph.ts", source.text(NO_SLOTS)]]) })),
  ...appNames().map((name) => ({ name, texts: appTexts(name) })),
];
