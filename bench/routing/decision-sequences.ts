import type { Decision } from "../../contracts/decision.ts";
import { buildEvidence } from "../../shim/decisions/build-evidence.ts";
import { choiceName } from "../../shim/decisions/choice-name.ts";
import { runSequences } from "../../shim/decisions/run-sequences.ts";
import { seededRandom } from "../../shim/registry/fit/seeded-random.ts";
import { lookUp } from "../../shim/registry/look-up.ts";
import { END, type Lookup } from "../../shim/registry/lookup.ts";
