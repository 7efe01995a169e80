import { z } from "zod";
import { findAssignmentProblems } from "../../model/group-assignment";
import type { GraphType } from "../../model/graph-type";
import { inGraph } from "../../model/managed-property";
import { appAssignmentDefaults, appAssignmentShape, InstallIntent } from "../../model/mobile-app";
import { lookoutForWork } from "../intune-store-app/intune-store-app.schema";

/** When managed Google Play updates the app on a device.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-apps-androidmanagedstoreautoupdatemode */
export const AutoUpdateMode = {
  /** When the device is charging, idle and on an unmetered network. */
  Default: "default",
  /** At most 90 days later. */
  Postponed: "postponed",
  /** As soon as an update is available. */
  Priority: "priority",
} as const;
export type AutoUpdateMode = (typeof AutoUpdateMode)[keyof typeof AutoUpdateMode];

/** What to do if the app is not in Intune. */
export const WhenAppMissing = {
  /** The operation fails and lists the steps for a person. */
  Fail: "fail",
  /** The operation continues; every later update searches again. */
  Continue: "continue",
} as const;
export type WhenAppMissing = (typeof WhenAppMissing)[keyof typeof WhenAppMissing];

/** What happens when the resource is removed. By default, the assignments that were there before are restored.
 *  The app itself stays, because managed Google Play owns it. */
export const ManagedAppRemoval = {
  /** Remove all assignments, also those that were there before. */
  Unassign: "unassign",
  /** Keep the assignments as they are. */
  Keep: "keep",
} as const;
export type ManagedAppRemoval = (typeof ManagedAppRemoval)[keyof typeof ManagedAppRemoval];

/** The settings of a managed Google Play app. */
export const managedGooglePlayAppSchema = z
  .strictObject({
    packageId: inGraph(
      z
        .string({ error: "the package must be a string, such as com.lookout.enterprise" })
        .regex(
          /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$/,
          "this is not a package name, such as com.lookout.enterprise; correct it",
        ),
      "packageId",
    ),
    autoUpdateMode: inGraph(
      z.enum(AutoUpdateMode, { error: "the mode must be default, postponed or priority" }),
      "settings",
      { action: "assign" },
    ),
    ...appAssignmentShape,
    adopt: z.boolean({ error: "must be true (replace existing assignments) or false (refuse to)" }),
    whenMissing: z.enum(WhenAppMissing, { error: "must be fail or continue" }),
    onRemoval: z
      .enum(ManagedAppRemoval, { error: "choose unassign or keep, or leave it out, to restore what was there" })
      .optional(),
  })
  .superRefine((app, context) => {
    for (const issue of findAssignmentProblems(app)) context.addIssue({ code: "custom", ...issue });
    if (app.intent === InstallIntent.AvailableWithoutEnrollment) {
      context.addIssue({
        code: "custom",
        path: ["intent"],
        message: "managed Google Play serves enrolled devices only; choose required or available",
      });
    }
  });
export type ManagedGooglePlayAppSettings = z.infer<typeof managedGooglePlayAppSchema>;

/** Graph's type of apps from managed Google Play. Only beta has it.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-apps-androidmanagedstoreapp */
export const managedGooglePlayAppType = {
  version: "beta",
  collection: "/deviceAppManagement/mobileApps",
  odataType: "#microsoft.graph.androidManagedStoreApp",
} as const satisfies GraphType;

/** Defaults. */
export const managedGooglePlayAppDefaults = {
  packageId: lookoutForWork.packageId,
  autoUpdateMode: AutoUpdateMode.Default,
  ...appAssignmentDefaults,
  adopt: false,
  whenMissing: WhenAppMissing.Fail,
} as const;

/** Whether managed Google Play is connected to Intune.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-androidforwork-androidmanagedstoreaccountenterprisesettings */
export function isManagedGooglePlayBound(bindStatus: string): boolean {
  return bindStatus === "bound" || bindStatus === "boundAndValidated";
}
