import { managedGooglePlayAppSchema, type ManagedGooglePlayAppSettings } from "../../domain";
import { managedGooglePlayApps } from "../../services/graph/managed-google-play";
import type { GraphObject } from "../../services/graph/objects";
import { appAssignmentPart, appAssignmentSettingsIn } from "../graph-object/app-assignments";
import { assignmentsOf } from "../graph-object/assignments";
import type { BroughtKind } from "../graph-object/bringing";

/** Who gets the app, and how it is updated there. */
export const assignment = appAssignmentPart<ManagedGooglePlayAppSettings>(["autoUpdateMode"], ({ autoUpdateMode }) => ({
  "@odata.type": "#microsoft.graph.androidManagedStoreAppAssignmentSettings",
  autoUpdateMode,
}));

export const managedGooglePlayAppKind: BroughtKind<ManagedGooglePlayAppSettings> = {
  schema: managedGooglePlayAppSchema,
  collection: () => managedGooglePlayApps,
  // Everything else about the app is managed Google Play's.
  properties: () => ({}),
  parts: [assignment],
  whereInConsole: "the Intune admin center under Apps > Android > Android apps",
};

/** The settings as Intune has them, in the declared form where both mean the same. */
export function settingsFromReality(declared: ManagedGooglePlayAppSettings, app: GraphObject): object {
  if (assignment.seen(app, declared) === assignment.wanted(declared)) return declared;
  const modes = assignmentsOf(app).flatMap(({ settings }) =>
    settings !== null && typeof settings === "object" && "autoUpdateMode" in settings ? [settings.autoUpdateMode] : [],
  );
  const mode = modes.find((one) => one !== declared.autoUpdateMode) ?? declared.autoUpdateMode;
  return { ...declared, autoUpdateMode: mode, ...appAssignmentSettingsIn(app, declared) };
}
