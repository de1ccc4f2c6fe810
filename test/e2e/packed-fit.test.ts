import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gardenDesk } from "../harness/registry/garden-desk.ts";
import { installPacked, type PackedInstall } from "./packed-install.ts";

let runtime: PackedInstall;
beforeAll(async () => {
  runtime = await installPacked("runtime");
});
afterAll(() => runtime?.remove());

const { examples, tasks } = gardenDesk();
const job = {
  examples,
  tasks: tasks.map((task) => ({ ...task, tenant: "acme" })),
  aim: { precision: 0.9, confidence: 0.9, outOfScope: 0.18 },
};

/** Fits in a thread and here, ends a fit, breaks one; `turns`: of the event loop while the thread fitted. */
const program = `
const job = ${JSON.stringify(job)};
const told = async () => {
  let turns = 0;
  let isFitting = true;
  const count = () => { if (isFitting) { turns += 1; setImmediate(count); } };
  count();
  const fitted = await fitInWorker(job);
  isFitting = false;
  const ended = new AbortController();
  const ending = fitInWorker(job, { signal: ended.signal }).catch(({ code, message }) => ({ code, message }));
  ended.abort(new Error("no longer wanted"));
  const texts = (fits) => JSON.stringify([fits.shared.threshold, [...fits.own.keys()], fits.own.get("acme").calibrator]);
  return {
    turns,
    isSame: texts(fitted) === texts(doFitJob(job)),
    postings: fitted.shared.model.index.postings.size,
    ended: await ending,
    broken: await fitInWorker({ ...job, examples: [{ text: null, agent: "plants" }] }).catch(({ code }) => ({ code })),
  };
};
told().then((it) => console.log(JSON.stringify(it)));
`;

describe("fitInWorker", () => {
  it.each([
    ["mjs", 'import { doFitJob, fitInWorker } from "unconduct-runtime/fit";'],
    ["cjs", 'const { doFitJob, fitInWorker } = require("unconduct-runtime/fit");'],
  ])(
    "fits a .%s program's job in a thread as in its own, whose events go on; ends when it should",
    async (kind, load) => {
      await runtime.write(`fit.${kind}`, load + program);
      const told = JSON.parse(await runtime.run(process.execPath, `fit.${kind}`));
      expect(told).toMatchObject({
        isSame: true,
        ended: { code: "REGISTRY_FIT_FAILED", message: expect.stringContaining("ended") },
        broken: { code: "REGISTRY_FIT_FAILED" },
      });
      expect(told.turns).toBeGreaterThan(1);
      expect(told.postings).toBeGreaterThan(0);
    },
  );
});
