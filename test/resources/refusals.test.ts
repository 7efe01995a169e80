import assert from "node:assert/strict";
import { z } from "zod";
import { namedObjectHandlingShape, objectHandlingShape } from "../../model/intune-object";
import { findProblems } from "../../model/validation";
import { lookoutSettingsOptions } from "../../resources/lookout-settings/lookout-settings.definition";
import { projectConfigSchema } from "../../stack-config/stack-config.schema";
import { enumsIn } from "./inputs-of-schema";
import { roundTrips } from "./round-trips";

// Nobody chooses the inputs of evidence: they are outputs of other resources.
const chosen = Object.entries(roundTrips).filter(([type]) => type !== "LookoutEvidence");
const schemas: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(chosen.map(([type, { schema }]) => [type, schema])),
  "an object in Intune": z.object(namedObjectHandlingShape),
  "a diagnostic setting": z.object(objectHandlingShape),
  "Lookout's settings": z.object(lookoutSettingsOptions),
  "the stack's config": projectConfigSchema,
};

describe("the refusal of a value", () => {
  for (const [name, schema] of Object.entries(schemas)) {
    it(`names every value that could be chosen, of ${name}`, () => {
      const missing = enumsIn(schema).flatMap(({ path, schema: choice }) => {
        const message = findProblems(choice, "no such value")[0]?.message ?? "";
        const unnamed = choice.options.filter((option) => !message.includes(String(option)));
        return unnamed.map((option) => `${path.join(".")} does not name ${String(option)}: ${message}`);
      });
      assert.deepEqual(missing, []);
    });
  }
});
