// The baseline: lists a folder, reads every TypeScript and JavaScript file, parses each with oxc-parser and makes it
// build the tree (`.program` is lazy: without touching it, nothing but imports and exports comes over).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";

const open = [process.argv[2]];
let [files, statements] = [0, 0];
for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "node_modules" && entry.name !== ".git") open.push(path);
    if (!entry.isFile() || !/\.[cm]?[jt]sx?$/.test(entry.name)) continue;
    statements += parseSync(path, readFileSync(path, "utf8")).program.body.length;
    files += 1;
  }
}
console.log(JSON.stringify({ files, statements }));
