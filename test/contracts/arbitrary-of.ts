import fc from "fast-check";

/** The keywords of JSON Schema that the published contracts use. */
interface Node {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | false;
  readonly propertyNames?: Node;
  readonly items?: Node;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** Documents that a published JSON Schema describes. Throws on what it does not know, so nothing slips by untested. */
export const arbitraryOf = (schema: Node): fc.Arbitrary<unknown> => {
  const branches = schema.anyOf ?? schema.oneOf;
  // Both unions of the contracts and the recursive "any JSON" are spelled with $ref or branches.
  if (schema.$ref !== undefined) return anyJson;
  if (branches) return fc.oneof(...branches.map(arbitraryOf));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => arbitraryOf({ ...schema, type })));
  switch (schema.type) {
    case "object":
      return schema.properties ? objectOf(schema) : recordOf(schema);
    case "array":
      return arrayOf(schema);
    case "string":
      return stringOf(schema);
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      throw new Error(`arbitraryOf: nothing made for ${JSON.stringify(schema)}`);
  }
};

const objectOf = ({ properties = {}, required = [] }: Node): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(Object.entries(properties).map(([key, node]) => [key, arbitraryOf(node)])), {
    requiredKeys: [...required],
  });

const recordOf = ({ propertyNames = {}, additionalProperties }: Node): fc.Arbitrary<unknown> => {
  if (!additionalProperties) throw new Error("arbitraryOf: an object without properties");
  const keys = stringOf(propertyNames).filter((key) => key !== "__proto__");
  return fc.dictionary(keys, arbitraryOf(additionalProperties), { maxKeys: 4, noNullPrototype: true });
};

const arrayOf = ({ items = {}, minItems = 0 }: Node): fc.Arbitrary<unknown> =>
  fc.array(arbitraryOf(items), { minLength: minItems, maxLength: minItems + 2 });

const stringOf = ({ pattern, format, minLength = 0 }: Node): fc.Arbitrary<string> => {
  if (format === "date-time") return instants;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, "u"));
  return fc.string({ unit: "grapheme", minLength, maxLength: 12 });
};

const numberOf = (schema: Node): fc.Arbitrary<number> => {
  const min = schema.exclusiveMinimum ?? schema.minimum ?? Number.MIN_SAFE_INTEGER;
  const max = schema.exclusiveMaximum ?? schema.maximum ?? Number.MAX_SAFE_INTEGER;
  if (schema.type === "integer") return fc.integer({ min, max });
  const minExcluded = schema.exclusiveMinimum !== undefined;
  const maxExcluded = schema.exclusiveMaximum !== undefined;
  return fc.double({ min, max, minExcluded, maxExcluded, noNaN: true }).map(withoutNegativeZero);
};

const instants = fc
  .date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2199-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

// JSON has no -0, so a round trip could not keep it.
const withoutNegativeZero = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const anyJson = fc.jsonValue({ maxDepth: 2 }).map(withoutNegativeZero);
