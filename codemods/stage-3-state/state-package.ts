import { composeEdits } from "../kit/compose-edits.ts";
import type { PlanContext } from "../kit/define-codemod.ts";
import { dependencyEdits } from "../kit/dependency-edits.ts";
import type { TextEdit } from "../kit/edit-plan.ts";
import { emittedPeers, runtimePackage } from "../kit/emitted-packages.ts";
import { envExampleEdits } from "../kit/env-example-edits.ts";
import type { PackageOfFile } from "../kit/package-of-file.ts";
import type { KnownRedis } from "./redis-client.ts";

/** What a package whose state moves to Redis needs beside its code: dependencies, and the server's address and service. */
export function statePackage(context: PlanContext, owner: PackageOfFile, redis: KnownRedis): TextEdit[] {
  const wanted = new Map([[runtimePackage, `^${context.toolVersion}`], ...Object.entries(emittedPeers)]);
  const variable = { name: redis.variable, value: "redis://localhost:6379", comment: "Where conversations are kept" };
  return [
    ...dependencyEdits(context, owner, wanted),
    ...(redis.client ? [] : envExampleEdits(context, owner, variable)),
    ...(redis.client ? [] : composeEdits(context, owner, redis.variable)),
  ];
}
