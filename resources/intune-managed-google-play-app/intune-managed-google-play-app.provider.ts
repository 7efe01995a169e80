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
      const { onRemoval } = desired;
      const app = `the app ${desired.packageId}`;
      if (onRemoval === ManagedAppRemoval.Keep) return { action: "keep", effect: `${app} stays assigned in Intune` };
      if (onRemoval === ManagedAppRemoval.Unassign) {
        const none = { ...desired, includedGroupIds: [], excludedGroupIds: [] };
        return {
          action: "leave",
          effect: `${app} stays in Intune and loses every assignment`,
          target: (graph) => createManagedGooglePlayTarget(graph, none),
        };
      }
      if (!isPresent(settingsBefore)) {
        return {
          action: "keep",
          effect: `${app} stays assigned in Intune, because the release that assigned it did not record what was there before`,
        };
      }
      return {
        action: "leave",
        effect: wasAssigned(settingsBefore as CapturedObject)
          ? `${app} stays in Intune and gets back the assignments that it had before this stack`
          : `${app} stays in Intune and is assigned to nobody, as it was before this stack`,
        target: (graph) => {
          const found = createManagedGooglePlayTarget(graph, desired);
          const target = createRestoringTarget(definition, graph, desired, settingsBefore as CapturedObject);
          return { ...target, read: (id) => found.read(id), isListed: found.isListed };
        },
      };
    },
    awaited: { isPending: ({ found }) => found === false, keepWhenMissing: true },
  });
}

function wasAssigned({ actions }: CapturedObject): boolean {
  const contents = Object.values(actions).flatMap((content) => Object.values(content as object) as unknown[]);
  return contents.some((list) => Array.isArray(list) && list.length > 0);
}
