import { ManagedAppRemoval } from "./intune-managed-google-play-app.schema";
import { createGraphService } from "../provider/provider-configuration";
import { comparable, fromActual } from "../graph-object/changes";
import type { ResourceProvider } from "../provider/provider";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import { isPresent } from "../provider/state";
import { foundBeforeShape } from "../../model/ownership";
import type { CapturedObject } from "../graph-object/captured-object";
import { createRestoringTarget } from "../graph-object/restoring-target";
import { managedGooglePlayAppDefinition as definition } from "./intune-managed-google-play-app.graph";
import { createManagedGooglePlayTarget } from "./intune-managed-google-play-app.target";

/** Creates the provider of a managed Google Play app. */
export function createIntuneManagedGooglePlayAppProvider(): ResourceProvider {
  return createResourceProvider({
    ...definition,
    createService: createGraphService,
    schema: definition.schema.safeExtend(foundBeforeShape),
    formerDefaults: { onRemoval: ManagedAppRemoval.Unassign },
    ignored: Object.keys(foundBeforeShape),
    comparable: (desired) => {
      const { adopt, whenMissing, onRemoval } = desired;
      return { ...comparable(definition, desired), adopt, whenMissing, onRemoval };
    },
    replaces: changedAmong(definition.fixed),
    target: createManagedGooglePlayTarget,
    adopts: ({ adopt }) => adopt,
    resourceId: ({ packageId }) => packageId,
    fromActual: (desired, app) => fromActual(definition, desired, app),
    // `found` means found and assigned; until then, every update searches again.
    outputs: ({ actual, pending }) => ({ found: !pending, objectId: actual?.id ?? null }),
    removal(desired, { found, settingsBefore }) {
      if (found === false) return undefined;
      const { packageId, onRemoval } = desired;
      if (onRemoval === ManagedAppRemoval.Keep)
        return { action: "keep", effect: `${packageId} stays assigned in Intune` };
      if (onRemoval === ManagedAppRemoval.Unassign) {
        const none = { ...desired, includedGroupIds: [], excludedGroupIds: [] };
        return {
          action: "leave",
          effect: `${packageId} loses every assignment in Intune, and the app itself stays`,
          target: (graph) => createManagedGooglePlayTarget(graph, none),
        };
      }
      if (!isPresent(settingsBefore)) {
        return {
          action: "keep",
          effect: `${packageId} stays assigned in Intune, because the release that assigned it did not record what was there before`,
        };
      }
      return {
        action: "leave",
        effect: `the assignments of ${packageId} in Intune go back to those that were there before`,
        target: (graph) => ({
          ...createRestoringTarget(definition, graph, desired, settingsBefore as CapturedObject),
          read: (id) => createManagedGooglePlayTarget(graph, desired).read(id),
        }),
      };
    },
    awaited: { isPending: ({ found }) => found === false, keepWhenMissing: true },
  });
}
