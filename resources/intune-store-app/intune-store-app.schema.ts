import { z } from "zod";
import { findAssignmentProblems } from "../../model/group-assignment";
import type { GraphType } from "../../model/graph-type";
import { intuneDescriptionSchema, intuneNameSchema } from "../../model/intune-object";
import { inGraph } from "../../model/managed-property";
import { appAssignmentDefaults, appAssignmentShape } from "../../model/mobile-app";

/** Stores from which Intune adds an app by its address. */
export const StoreAppPlatform = {
  Ios: "ios",
  /** Android without Android Enterprise. With it, use managed Google Play. */
  Android: "android",
} as const;
export type StoreAppPlatform = (typeof StoreAppPlatform)[keyof typeof StoreAppPlatform];

/** Lookout for Work in each store. Source: https://learn.microsoft.com/mem/intune/protect/mtd-apps-ios-app-configuration-policy-add-assign */
export const lookoutForWork = {
  displayName: "Lookout for Work",
  publisher: "Lookout",
  appStoreUrl: {
    [StoreAppPlatform.Ios]: "https://itunes.apple.com/us/app/lookout-for-work/id997193468",
    [StoreAppPlatform.Android]: "https://play.google.com/store/apps/details?id=com.lookout.enterprise",
  },
  packageId: "com.lookout.enterprise",
} as const;

/** Whether an address is that of Lookout for Work in a store. Stores use several forms of the same address. */
export function isLookoutForWork(platform: StoreAppPlatform, appStoreUrl: string): boolean {
  if (!URL.canParse(appStoreUrl)) return false;
  const { pathname, searchParams } = new URL(appStoreUrl);
  return platform === StoreAppPlatform.Ios
    ? pathname.split("/").includes("id997193468")
    : searchParams.get("id") === lookoutForWork.packageId;
}

/** Minimum operating system versions that Graph v1.0 supports.
 *  Sources: https://learn.microsoft.com/graph/api/resources/intune-apps-iosminimumoperatingsystem,
 *  https://learn.microsoft.com/graph/api/resources/intune-apps-androidminimumoperatingsystem */
export const minimumOperatingSystems = {
  [StoreAppPlatform.Ios]: ["8.0", "9.0", "10.0", "11.0", "12.0", "13.0", "14.0", "15.0"],
  [StoreAppPlatform.Android]: [
    ...["4.0", "4.0.3", "4.1", "4.2", "4.3", "4.4", "5.0", "5.1", "6.0"],
    ...["7.0", "7.1", "8.0", "8.1", "9.0", "10.0", "11.0"],
  ],
} as const satisfies Record<StoreAppPlatform, readonly string[]>;

const storeHosts: Readonly<Record<StoreAppPlatform, readonly string[]>> = {
  [StoreAppPlatform.Ios]: ["itunes.apple.com", "apps.apple.com"],
  [StoreAppPlatform.Android]: ["play.google.com"],
};

/** The settings of a public store app. */
export const storeAppSchema = z
  .strictObject({
    platform: inGraph(z.enum(StoreAppPlatform, { error: "the platform must be ios or android" }), "@odata.type"),
    displayName: inGraph(intuneNameSchema, "displayName"),
    description: inGraph(intuneDescriptionSchema, "description"),
    publisher: inGraph(
      z.string({ error: "the publisher must be a string" }).min(1, "the publisher is empty"),
      "publisher",
    ),
    appStoreUrl: inGraph(z.url({ error: "this is not a URL; copy the app's URL from its store" }), "appStoreUrl"),
    bundleId: inGraph(
      z.string({ error: "the bundle id must be a string" }).min(1, "the bundle id is empty").optional(),
      "bundleId",
    ),
    minimumOperatingSystem: inGraph(
      z.string({ error: "the version must be a string, such as 12.0" }),
      "minimumSupportedOperatingSystem",
    ),
    uninstallOnDeviceRemoval: inGraph(
      z
        .boolean({ error: "must be true (uninstall the app when the device leaves Intune) or false (keep it)" })
        .optional(),
      "settings",
      { action: "assign" },
    ),
    categories: inGraph(
      z
        .array(z.string({ error: "a category must be a display name" }), {
          error: "the categories must be a list of names",
        })
        .refine((names) => new Set(names).size === names.length, "a category is listed twice; list each once")
        .optional(),
      "categories",
      { action: "categories/$ref" },
    ),
    ...appAssignmentShape,
  })
  .superRefine((app, context) => {
    for (const issue of findAssignmentProblems(app)) context.addIssue({ code: "custom", ...issue });
    const { platform, appStoreUrl, minimumOperatingSystem: version } = app;
    const refuse = (property: string, message: string) => {
      context.addIssue({ code: "custom", path: [property], message });
    };
    const { protocol, hostname } = URL.canParse(appStoreUrl) ? new URL(appStoreUrl) : { protocol: "", hostname: "" };
    if (protocol !== "https:" || !storeHosts[platform].includes(hostname)) {
      refuse(
        "appStoreUrl",
        `an app for ${platform} comes from https://${storeHosts[platform].join(" or https://")}; copy its URL from there`,
      );
    }
    const versions: readonly string[] = minimumOperatingSystems[platform];
    if (!versions.includes(version)) {
      refuse("minimumOperatingSystem", `Graph supports ${versions.join(", ")} on ${platform}; choose one of these`);
    }
    if (platform === StoreAppPlatform.Android) {
      if (app.bundleId !== undefined)
        refuse("bundleId", "an Android app has none, because Intune takes the package from the URL; remove it");
      if (app.uninstallOnDeviceRemoval !== undefined)
        refuse("uninstallOnDeviceRemoval", "Graph supports this only on iOS; remove it");
    }
  });
export type StoreAppSettings = z.infer<typeof storeAppSchema>;

/** Defaults: Lookout for Work, the oldest systems that Lookout supports, no groups. */
export function storeAppDefaults(platform: unknown) {
  const { displayName, publisher, appStoreUrl } = lookoutForWork;
  const common = { displayName, publisher, description: displayName, ...appAssignmentDefaults };
  switch (platform) {
    case StoreAppPlatform.Ios:
      return {
        ...common,
        appStoreUrl: appStoreUrl.ios,
        minimumOperatingSystem: "12.0",
        uninstallOnDeviceRemoval: false,
      };
    case StoreAppPlatform.Android:
      return { ...common, appStoreUrl: appStoreUrl.android, minimumOperatingSystem: "5.0" };
    default:
      return common;
  }
}

/** Graph's types of store apps, both in v1.0. */
export const storeAppTypes = {
  [StoreAppPlatform.Ios]: {
    version: "v1.0",
    collection: "/deviceAppManagement/mobileApps",
    odataType: "#microsoft.graph.iosStoreApp",
  },
  [StoreAppPlatform.Android]: {
    version: "v1.0",
    collection: "/deviceAppManagement/mobileApps",
    odataType: "#microsoft.graph.androidStoreApp",
  },
} as const satisfies Record<StoreAppPlatform, GraphType>;

/** The properties that PATCH writes. */
export function toStoreAppBody({ displayName, description, publisher, minimumOperatingSystem }: StoreAppSettings) {
  return {
    displayName,
    description,
    publisher,
    minimumSupportedOperatingSystem: { [`v${minimumOperatingSystem.replaceAll(".", "_")}`]: true },
  };
}

/** The properties that only POST accepts. Both iPads and iPhones are included, because Lookout protects both. */
export function toStoreAppCreation({ platform, appStoreUrl, bundleId }: StoreAppSettings) {
  if (platform === StoreAppPlatform.Android) return { appStoreUrl };
  return {
    appStoreUrl,
    ...(bundleId === undefined ? {} : { bundleId }),
    applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
  };
}

const flagsSchema = z.record(z.string(), z.unknown());

/** The declared minimum version. If Graph returns several, all of them in one text. */
export function minimumOperatingSystemOf(flags: unknown): string {
  const read = flagsSchema.safeParse(flags);
  const versions = Object.entries(read.success ? read.data : {}).flatMap(([version, on]) =>
    on === true ? [version.replace(/^v/, "").replaceAll("_", ".")] : [],
  );
  return versions.join(" and ");
}
