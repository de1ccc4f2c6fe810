import type { ts } from "ts-morph";
import { writeState } from "./channels.ts";
import { graphsAround, rolesAround } from "./graphs-around.ts";
import { at, type Item, noted, type Walker } from "./item.ts";

/** Into a function or constructor of the framework, by its role; false for roles that say nothing about arguments. */
export const intoFramework = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
  role: string,
): boolean => {
  switch (role) {
    case "command":
      intoCommand(walker, item, call);
      return true;
    case "send":
      if (index === 0) walker.sink("route", "first argument of Send: the node to run", item);
      else for (const graph of graphsAround(walker, call)) writeState(walker, item, graph, null);
      return true;
    case "message":
    case "message-template":
      walker.push(noted(item, call, "put into a message", { label: false }));
      return true;
    case "trace":
      walker.push(at(item, call));
      return true;
    case "interrupt":
      walker.sink("content", "shown to a person by interrupt()", item);
      return true;
    default:
      return false;
  }
};

/** `new Command({goto, update, resume})`: which option the value sits in decides what it is. */
const intoCommand = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const [option, ...rest] = item.pending;
  if (option === "goto") return walker.sink("route", "goto of a Command", item);
  if (option === "graph") return;
  if (option !== "update") return walker.sink("content", "handed over in a Command", item);
  const roles = rolesAround(walker, call).flatMap((role) => (role.t === "tool" ? [] : [role]));
  if (!roles.length) return walker.sink("content", "state update of a Command outside any known graph", item);
  for (const role of roles)
    writeState(walker, { ...item, pending: rest }, role.graph, role.t === "node" ? role.node : null);
};
