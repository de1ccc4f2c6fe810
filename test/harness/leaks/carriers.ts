import { ALIAS_CARRIERS } from "./alias-carriers.ts";
import { ASYNC_CARRIERS } from "./async-carriers.ts";
import type { Carrier } from "./carrier.ts";
import { CLASS_CARRIERS } from "./class-carriers.ts";
import { CONTAINER_CARRIERS } from "./container-carriers.ts";
import { EXPRESSION_CARRIERS } from "./expression-carriers.ts";
import { LOCAL_CARRIERS } from "./local-carriers.ts";
import { MODULE_CARRIERS } from "./module-carriers.ts";
import { OBJECT_CARRIERS } from "./object-carriers.ts";

/** Every way for a value of type string to travel from the model's answer to a sink. */
export const CARRIERS: readonly Carrier[] = [
  ...EXPRESSION_CARRIERS,
  ...LOCAL_CARRIERS,
  ...MODULE_CARRIERS,
  ...CLASS_CARRIERS,
  ...ALIAS_CARRIERS,
  ...CONTAINER_CARRIERS,
  ...ASYNC_CARRIERS,
  ...OBJECT_CARRIERS,
];
