import { describe, expect, it } from "vitest";
import { fitClassifier } from "../../../../shim/registry/fit/fit-classifier.ts";
import { fitTenants } from "../../../../shim/registry/fit/fit-tenants.ts";
import { fitTaskModels } from "../../../../shim/registry/fit/task-models.ts";
import { lookUp } from "../../../../shim/registry/look-up.ts";
import { cardOf } from "../../../harness/registry/card-of.ts";
import { gardenDesk } from "../../../harness/registry/garden-desk.ts";

const desk = gardenDesk();
const model = fitTaskModels(desk.examples);
const aim = { precision: 0.9, confidence: 0.9, outOfScope: 0.18 };
const ofTenant = (tenant: string, tasks = desk.tasks) => tasks.map((task) => ({ ...task, tenant }));

describe("fitTenants", () => {
  it("gives a tenant with enough tasks a classifier by its own tasks alone", () => {
    const wrong = desk.tasks.map((task) => ({ ...task, agent: task.agent && "plants" }));
    const fitted = fitTenants(model, [...ofTenant("acme"), ...ofTenant("bolt", wrong)], aim);
    expect(fitted.own.get("acme")).toEqual(fitClassifier(model, desk.tasks, aim));
    expect(fitted.own.get("acme")?.threshold).not.toBeNull();
  });

  it("leaves a tenant with few tasks, or with none out of scope, to the shared one", () => {
    const inScope = desk.tasks.filter(({ agent }) => agent !== null);
    const fitted = fitTenants(
      model,
      [...ofTenant("acme"), ...ofTenant("few", desk.tasks.slice(0, 5)), ...ofTenant("narrow", inScope)],
      aim,
    );
    expect([...fitted.own.keys()]).toEqual(["acme"]);
  });

  it("is asked by the tenant of a lookup", () => {
    const { shared, own } = fitTenants(model, ofTenant("acme"), aim);
    const never = { ...shared, threshold: null, plannerThreshold: null };
    const cards = ["orders", "plants", "repairs"].map((id) => cardOf(id));
    const knowledge = { cards, observed: [], rules: [], search: null, classifier: never, ownClassifiers: own };
    const task = "where is my order of the spade";
    expect(lookUp(knowledge, { tenant: "acme", task })).toMatchObject({ kind: "agent", target: "orders" });
    expect(lookUp(knowledge, { tenant: "other", task })).toMatchObject({ kind: "abstain", reason: "below-threshold" });
  });
});
