import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formatsModule from "ajv-formats";

const folder = join(import.meta.dirname, "../../contracts/schema");

// The module is CommonJS: under nodenext its types put the function one `default` deeper than Node does.
const addFormats = formatsModule as unknown as typeof formatsModule.default;

/** The published JSON Schema of a contract, as it is committed. */
export const publishedSchema = (id: string) =>
  JSON.parse(readFileSync(join(folder, `${id.replace("/", "-")}.json`), "utf8"));

/** A function that lists what the published JSON Schema has against a document. */
export const judgeBySchema = (id: string): ((document: unknown) => string[]) => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(publishedSchema(id));
  return (document) => {
    validate(document);
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
};
