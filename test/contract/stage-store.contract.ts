import { describe, expect, it } from "vitest";
import type { Stage } from "../../contracts/stage.ts";
import type { StageStore } from "../../shim/ports/stage-source.ts";
import { stageOf } from "../harness/stage-of.ts";
import { type Initializer, withSubject } from "./subject.ts";

/** What every stage store must do. `initialize` gives an empty one. */
export const stageStoreContract = (name: string, initialize: Initializer<StageStore>): void => {
  const test = withSubject(initialize);
  describe(`stage store of ${name}`, () => {
    it(
      "has no stage for a tenant before the first is set",
      test(async (port) => {
        expect(await port.read("acme")).toBeNull();
        expect(await port.history("acme", 10)).toEqual([]);
        expect(await port.tenants()).toEqual([]);
      }),
    );

    it(
      "puts a stage in force and gives it back whole",
      test(async (port) => {
        const stage = stageOf({ registry: { mode: "canary", percent: 12.5 } });
        expect(await port.replace(stage)).toEqual({ kind: "written" });
        expect(await port.read("acme")).toEqual(stage);
      }),
    );

    it(
      "takes only the version that follows the one in force, and shows the present one else",
      test(async (port) => {
        const first = stageOf({}, { version: 1 });
        expect(await port.replace(stageOf({}, { version: 2 }))).toEqual({ kind: "conflict", present: null });
        await port.replace(first);
        expect(await port.replace(stageOf({}, { version: 1, by: "bob" }))).toEqual({
          kind: "conflict",
          present: first,
        });
        expect(await port.replace(stageOf({}, { version: 3 }))).toEqual({ kind: "conflict", present: first });
        expect(await port.replace(stageOf({}, { version: 2 }))).toEqual({ kind: "written" });
      }),
    );

    it(
      "lets one of two changes of the same version through",
      test(async (port) => {
        const changes = ["ada", "bob", "eve"].map((by) => port.replace(stageOf({}, { version: 1, by })));
        const kinds = (await Promise.all(changes)).map(({ kind }) => kind);
        expect(kinds.sort()).toEqual(["conflict", "conflict", "written"]);
      }),
    );

    it(
      "keeps what was in force, newest first, as many as asked for",
      test(async (port) => {
        const stages = [1, 2, 3].map((version) => stageOf({}, { version, reason: `change ${version}` }));
        for (const stage of stages) await port.replace(stage);
        expect(await port.history("acme", 10)).toEqual(stages.toReversed());
        expect((await port.history("acme", 2)).map(({ version }) => version)).toEqual([3, 2]);
      }),
    );

    it(
      "keeps tenants apart and names them in order",
      test(async (port) => {
        await port.replace(stageOf({ mesh: { mode: "live" } }, { tenant: "bolt" }));
        await port.replace(stageOf({}, { tenant: "acme" }));
        expect((await port.read("acme"))?.stages.mesh).toEqual({ mode: "off" });
        expect(await port.tenants()).toEqual(["acme", "bolt"]);
      }),
    );

    it(
      "refuses what is not a stage/1, and stays as it was",
      test(async (port) => {
        await port.replace(stageOf({}));
        // A document from a file or a request, so of any shape.
        const broken = { ...stageOf({}, { version: 2 }), observe: "always" } as unknown as Stage;
        await expect(port.replace(broken)).rejects.toMatchObject({ code: "CONTRACT_INVALID" });
        expect((await port.read("acme"))?.version).toBe(1);
      }),
    );
  });
};
