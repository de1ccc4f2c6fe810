import type { Audit } from "../../contracts/audit.ts";
import type { SourceTree } from "../source/source-tree.ts";
import type { PackedGraph } from "./packed-graph.ts";

/** What an audit's thread is started with. */
export interface ThreadStart {
  /** Path of the audited folder. */
  readonly folder: string;
  /** The folder as the report names it. */
  readonly root: string;
  readonly toolVersion: string;
}

/** What it is sent: files that will be wanted, as soon as that is sure; what was scanned; at last what came out of it. */
export type ToThread =
  | { readonly kind: "sure"; readonly files: readonly string[] }
  | { readonly kind: "scanned"; readonly tree: Omit<SourceTree, "readText"> }
  | { readonly kind: "outlined"; readonly graph: PackedGraph; readonly files: readonly string[] };

/** What it sends back; the report comes last. */
export type FromThread =
  | { readonly kind: "step"; readonly step: string }
  | { readonly kind: "audit"; readonly audit: Audit };
