import { canonicalJson } from "../../model/revision";
import {
  describeProtected,
  refuseNarrowing,
  refuseStaleConfirmation,
  rolloutShape,
  stagedRolloutSchema,
  type StagedRolloutSettings,
} from "./staged-rollout.schema";
import { z } from "zod";
import type { CheckFailure, ResourceProvider, State } from "../provider/provider";
import { pick, withoutProvider } from "../provider/state";
import { findFailures, unknownValue } from "../provider/unknown-values";

const resourceId = "staged-rollout";

/** Creates the provider of the record of a rollout. It sends nothing: it keeps the progress in state, so that it can
 *  refuse narrowing before people lose protection. */
export function createStagedRolloutProvider(): ResourceProvider {
  return {
    configure: () => Promise.resolve(),

    check(olds, news) {
      const inputs = Object.fromEntries(Object.entries(withoutProvider(news)).filter(([key]) => key !== "protected"));
      const failures = findFailures(stagedRolloutSchema, inputs);
      const after = settingsIn(inputs);
      if (after === undefined) return Promise.resolve({ inputs: { ...inputs, protected: unknownValue }, failures });
      const before = settingsIn(olds);
      const refusals = [...narrowing(before, after), ...staleConfirmation(after)];
      return Promise.resolve({
        inputs: { ...inputs, protected: describeProtected(after) },
        failures: [...failures, ...refusals],
      });
    },

    diff(_id, olds, news) {
      return Promise.resolve({ changes: canonicalJson(inputsOf(olds)) !== canonicalJson(inputsOf(news)) });
    },

    create: (inputs) => Promise.resolve({ id: resourceId, outs: inputs }),

    read: (id, props) => Promise.resolve({ id, props }),

    update: (_id, _olds, news) => Promise.resolve({ outs: news }),

    delete: () => Promise.resolve(),

    describeRemoval: () => ({
      action: "none",
      effect: "the record of the rollout leaves the state, and nothing is sent",
    }),
  };
}

function narrowing(before: StagedRolloutSettings | undefined, after: StagedRolloutSettings): CheckFailure[] {
  const reason = before === undefined ? undefined : refuseNarrowing(before, after);
  return reason === undefined ? [] : [{ property: "reached", reason }];
}

function staleConfirmation(after: StagedRolloutSettings): CheckFailure[] {
  const reason = refuseStaleConfirmation(after);
  return reason === undefined ? [] : [{ property: "confirmNarrowingTo", reason }];
}

const readable = z.object({
  ...rolloutShape,
  // In a preview, the id of a group that is not created yet is unknown. Nobody can lose protection through it.
  groups: z.record(z.string(), z.object({ objectId: z.string(), displayName: z.string() })),
});

/** The settings in inputs; undefined if they are invalid or too much of them is unknown. */
function settingsIn(inputs: State): StagedRolloutSettings | undefined {
  const read = readable.safeParse(inputs);
  return read.success && read.data.rings.includes(read.data.reached) ? read.data : undefined;
}

function inputsOf(state: State): State {
  return pick(state, [...Object.keys(stagedRolloutSchema.shape), "protected"]);
}
