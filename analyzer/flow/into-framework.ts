import { ts } from "ts-morph";
import { END } from "../extract/graph-model.ts";
import { bare, propertyName } from "../source/syntax.ts";
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
    case "task":
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
  const last = item.implicit && endsRun(walker, call); // what code chose beside it steers at most another run
  for (const role of roles)
    writeState(walker, { ...item, pending: rest, last }, role.graph, role.t === "node" ? role.node : null);
};

/** Its `goto` is the graph's end, whatever else happens. */
const endsRun = (walker: Walker, call: ts.CallExpression | ts.NewExpression): boolean => {
  const [first] = call.arguments ?? [];
  const options = first && bare(first);
  if (!options || !ts.isObjectLiteralExpression(options)) return false;
  const { values } = walker.analysis;
  const goto = options.properties.find((p) => ts.isPropertyAssignment(p) && propertyName(p.name) === "goto");
  if (!goto || !ts.isPropertyAssignment(goto)) return false;
  const { texts, complete } = values.texts(goto.initializer);
  return complete && texts.length > 0 && texts.every((text) => text === END);
};
