import { namesFramework } from "./prefilter.ts";

/** What one look at a text tells, so that it need not be read again to ask. */
export interface TextMarks {
  /** It names a framework or model SDK: see {@link namesFramework}. */
  readonly namesFramework: boolean;
  /** It may re-export something. */
  readonly passesOn: boolean;
  /** It may run a model that it got from elsewhere. */
  readonly mayRun: boolean;
  /** It may export an enum. */
  readonly hasEnum: boolean;
}

const PASSES_ON =
  /\bexport\s+(?:type\s+)?(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?)\s*from\s*["']|\bexports\s*=\s*require\(\s*["']/;
const MAY_RUN = /\.\s*(?:invoke|streamEvents|bindTools|withStructuredOutput|addNode)\s*\(/;
const ENUM = /export\s+(?:declare\s+)?(?:const\s+)?enum\s/;

/** The marks of a text. */
export const marksOf = (text: string): TextMarks => ({
  namesFramework: namesFramework(text),
  passesOn: PASSES_ON.test(text),
  mayRun: MAY_RUN.test(text),
  hasEnum: ENUM.test(text),
});
