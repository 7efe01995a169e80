import { ManagedAppRemoval } from "./intune-managed-google-play-app.schema";
import { createGraphService } from "../provider/provider-configuration";
import { comparable, fromActual } from "../graph-object/changes";
import type { ResourceProvider } from "../provider/provider";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import { managedGooglePlayAppDefinition as definition } from "./intune-managed-google-play-app.graph";
import { createManagedGooglePlayTarget } from "./intune-managed-google-play-app.target";

/** Creates the provider of a managed Google Play app. */
export function createIntuneManagedGooglePlayAppProvider(): ResourceProvider {
  return createResourceProvider({
    ...definition,
    createService: createGraphService,
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
    removal(desired, { found }) {
      if (found === false) return undefined;
      if (desired.onRemoval === ManagedAppRemoval.Keep)
        return { keep: `${desired.packageId} stays assigned in Intune` };
      return { leave: { ...desired, includedGroupIds: [], excludedGroupIds: [] } };
    },
    awaited: { isPending: ({ found }) => found === false, keepWhenMissing: true },
  });
}
