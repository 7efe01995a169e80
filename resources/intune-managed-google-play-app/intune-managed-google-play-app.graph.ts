import {
  managedGooglePlayAppDefaults,
  managedGooglePlayAppSchema,
  type ManagedGooglePlayAppSettings,
} from "./intune-managed-google-play-app.schema";
import { managedGooglePlayApps } from "../../clients/graph/managed-google-play";
import type { GraphObject } from "../../clients/graph/graph-objects";
import { appAssignmentAction, appAssignmentFromActual } from "../graph-object/app-assignments";
import { assignmentsOf } from "../graph-object/assignments";
import type { GraphObjectDefinition } from "../graph-object/graph-object.definition";

export const managedGooglePlayAppDefinition: GraphObjectDefinition<ManagedGooglePlayAppSettings> = {
  type: "IntuneManagedGooglePlayApp",
  schema: managedGooglePlayAppSchema,
  applyDefaults: (inputs) => ({ ...managedGooglePlayAppDefaults, ...inputs }),
  fixed: ["packageId"],
  collection: () => managedGooglePlayApps,
  nameOf: ({ packageId }) => packageId,
  // Managed Google Play decides everything else about the app.
  properties: () => ({}),
  actions: [
    appAssignmentAction(["autoUpdateMode"], ({ autoUpdateMode }) => ({
      "@odata.type": "#microsoft.graph.androidManagedStoreAppAssignmentSettings",
      autoUpdateMode,
    })),
  ],
  fromActual,
  locationInConsole: "the Intune admin center under Apps > Android > Android apps",
};

function fromActual(declared: ManagedGooglePlayAppSettings, app: GraphObject): object {
  const modes = assignmentsOf(app).flatMap(({ settings }) =>
    settings !== null && typeof settings === "object" && "autoUpdateMode" in settings ? [settings.autoUpdateMode] : [],
  );
  const mode = modes.find((one) => one !== declared.autoUpdateMode) ?? declared.autoUpdateMode;
  return { ...declared, autoUpdateMode: mode, ...appAssignmentFromActual(app, declared) };
}
