import { expect, it } from "vitest";
import { aclRules, aclUser } from "../../../shim/keys/acl-rules.ts";
import { tenantKeys } from "../../../shim/keys/tenant-keys.ts";

const password = "0123456789abcdef";

it("names keys and channels of this tenant only, and begins from nothing", () => {
  const rules = aclRules(tenantKeys({ tenant: "acme", mode: "dedicated" }), { password });
  expect(rules[0]).toBe("uc:acme");
  expect(rules.filter((rule) => /^[~&%]/.test(rule))).toEqual(["&uc:{acme}:*", "~uc:{acme}:*", "~uc:{acme:*"]);
  expect(rules.indexOf("-@all")).toBeLessThan(rules.findIndex((rule) => rule.startsWith("+")));
});

it("grants none of the commands that show other tenants", () => {
  const rules = aclRules(tenantKeys({ tenant: "acme", mode: "dedicated" }), { password, cluster: true });
  const granted = rules.filter((rule) => rule.startsWith("+")).map((rule) => rule.slice(1));
  const forbidden = [
    "scan",
    "keys",
    "randomkey",
    "dbsize",
    "info",
    "client",
    "client|list",
    "monitor",
    "config",
    "acl",
  ];
  const more = ["psubscribe", "select", "flushall", "flushdb", "function", "script", "object", "memory", "debug"];
  for (const command of [...forbidden, ...more, "@all", "allcommands"]) expect(granted).not.toContain(command);
});

it("refuses a tenant in shared mode, whose queue belongs to several", () => {
  expect(() => aclRules(tenantKeys({ tenant: "acme" }), { password })).toThrow(
    expect.objectContaining({ code: "ACL_NEEDS_DEDICATED" }),
  );
});

it.each(["short", "", "with a space in it", "line\nbreak-0123456789"])("refuses the password %j", (bad) => {
  const keys = tenantKeys({ tenant: "acme", mode: "dedicated" });
  expect(() => aclRules(keys, { password: bad })).toThrow(expect.objectContaining({ code: "ACL_BAD_PASSWORD" }));
});

it("names the user after prefix and tenant, so that two apps do not share one", () => {
  expect(aclUser(tenantKeys({ tenant: "acme", prefix: "desk", mode: "dedicated" }))).toBe("desk:acme");
});
