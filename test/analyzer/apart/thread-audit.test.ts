import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FromThread } from "../../../analyzer/apart/messages.ts";
import { packGraph } from "../../../analyzer/apart/packed-graph.ts";
import { threadAudit } from "../../../analyzer/apart/thread-audit.ts";
import { auditFolder } from "../../../analyzer/audit-folder.ts";
import { outlineOf } from "../../../analyzer/source/outline.ts";
import { scanDisk } from "../../../analyzer/source/scan-disk.ts";

const apps = join(import.meta.dirname, "../../../fixtures/apps");

describe("threadAudit", () => {
  it.each(["research-desk", "travel-desk", "tutor-swarm"])("reports of %s what an audit in one thread does", (app) => {
    const folder = join(apps, app);
    const told: FromThread[] = [];
    const take = threadAudit({ folder, root: app, toolVersion: "1" }, (message) => told.push(message));
    const sure = (early: readonly string[]) => take({ kind: "sure", files: early });
    const scan = scanDisk(folder, { onRelevant: (path) => sure([path]) });
    const { graph, files, tree } = outlineOf(scan, sure);
    const { readText: _, ...scanned } = tree;
    take(structuredClone({ kind: "scanned", tree: scanned }));
    expect(told).toEqual([]);
    take(structuredClone({ kind: "outlined", graph: packGraph(tree.files.keys(), graph), files }));
    const audit = auditFolder(folder, { root: app, toolVersion: "1" });
    expect(JSON.stringify(told.at(-1))).toBe(JSON.stringify({ kind: "audit", audit }));
    expect(told.slice(0, -1).map((message) => message.kind)).toContain("step");
  });
});
