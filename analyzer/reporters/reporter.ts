import type { Audit } from "../../contracts/audit.ts";

/** How a report is to look; formats for machines ignore it. */
export interface ReportOptions {
  /** True: ANSI colours. */
  readonly color: boolean;
  /** Columns to wrap at. */
  readonly width: number;
  /** True: nothing is folded into a count. */
  readonly all: boolean;
}

/** A report, ready to be written; ends with a newline. */
export interface RenderedReport {
  readonly output: string;
}

/** A pure function from an audit to text. The exit code does not depend on the format, so the command line finds it. */
export type Reporter = (audit: Audit, options: ReportOptions) => RenderedReport;
