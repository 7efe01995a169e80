import { quoteName } from "../../model/hidden-characters";
import { pathOfType } from "../../model/graph-type";
import type { AppAssignmentOptions } from "../../model/mobile-app";
import {
  minimumOperatingSystemOf,
  StoreAppPlatform,
  storeAppDefaults,
  storeAppSchema,
  storeAppTypes,
  toStoreAppBody,
  toStoreAppCreation,
  type StoreAppSettings,
} from "./intune-store-app.schema";
import type { GraphObject } from "../../clients/graph/graph-objects";
import { appAssignmentAction, appAssignmentFromActual } from "../graph-object/app-assignments";
import { assignmentsOf } from "../graph-object/assignments";
import type { GraphObjectDefinition } from "../graph-object/graph-object.definition";
import { consistencyWait, waitFor } from "../provider/wait";
import { categoriesAction, findCategories, namesIn } from "./categories";

export const storeAppDefinition: GraphObjectDefinition<StoreAppSettings> = {
  type: "IntuneStoreApp",
  schema: storeAppSchema,
  applyDefaults: (inputs) => ({ ...storeAppDefaults(inputs.platform), ...inputs }),
  // Graph accepts these only in POST. Source: the provider terraprovider/microsoft365wp,
  // https://github.com/terraprovider/terraform-provider-microsoft365wp
  fixed: ["platform", "appStoreUrl", "bundleId"],
  collection: ({ platform }) => ({
    path: pathOfType(storeAppTypes[platform]),
    odataType: storeAppTypes[platform].odataType,
    expand: "assignments,categories",
    what: `the ${platform} store app`,
    area: "apps",
  }),
  nameOf: ({ displayName }) => displayName,
  properties: (settings) => toStoreAppBody(settings),
  creation: (settings) => toStoreAppCreation(settings),
  actions: [categoriesAction, appAssignmentAction(["uninstallOnDeviceRemoval"], assignmentOptionsOf)],
  fromActual,
  markedProperty: "notes",
  observed: ({ publishingState }) => ({ publishingState: publishingState ?? null }),
  async prepare(graph, { categories, appStoreUrl, displayName }, actual) {
    await findCategories(graph, categories ?? []);
    if (actual !== undefined && actual.appStoreUrl !== appStoreUrl) {
      throw new Error(
        `Intune's app ${quoteName(displayName)} (id ${actual.id}) comes from ${String(actual.appStoreUrl)}, and Graph cannot change that URL. ` +
          `Set appStoreUrl to that URL, or choose another displayName.`,
      );
    }
  },
  async untilReady(read) {
    // Intune responds with 400 if the app is assigned before it is published. Source:
    // https://github.com/andrew-s-taylor/public/issues/20
    const isPublished = (app: GraphObject | undefined) => app?.publishingState === "published";
    const app = await waitFor("Intune to publish the new app", read, isPublished, { ...consistencyWait, reads: 30 });
    if (isPublished(app)) return;
    const found = app === undefined ? "does not show the app" : `still has the app as ${String(app.publishingState)}`;
    throw new Error(`Intune ${found}, and can assign only published apps; run this again in a few minutes`);
  },
  locationInConsole: "the Intune admin center under Apps > All apps",
};

function assignmentOptionsOf({
  platform,
  uninstallOnDeviceRemoval,
}: StoreAppSettings): AppAssignmentOptions | undefined {
  if (platform !== StoreAppPlatform.Ios) return undefined;
  return { "@odata.type": "#microsoft.graph.iosStoreAppAssignmentSettings", uninstallOnDeviceRemoval };
}

function fromActual(declared: StoreAppSettings, object: GraphObject): object {
  const options = assignmentsOf(object).flatMap(({ settings }) =>
    settings !== null && typeof settings === "object" ? [settings as Record<string, unknown>] : [],
  );
  const uninstall =
    options.find((one) => one.uninstallOnDeviceRemoval !== declared.uninstallOnDeviceRemoval) ?? options[0];
  return {
    platform: declared.platform,
    displayName: object.displayName,
    description: object.description ?? "",
    publisher: object.publisher ?? "",
    appStoreUrl: object.appStoreUrl ?? declared.appStoreUrl,
    // Microsoft does not document whether Intune returns the bundle id of an app created with one.
    ...(declared.bundleId === undefined ? {} : { bundleId: object.bundleId ?? declared.bundleId }),
    minimumOperatingSystem: minimumOperatingSystemOf(object.minimumSupportedOperatingSystem),
    ...(declared.uninstallOnDeviceRemoval === undefined
      ? {}
      : { uninstallOnDeviceRemoval: uninstall?.uninstallOnDeviceRemoval ?? declared.uninstallOnDeviceRemoval }),
    ...(declared.categories === undefined ? {} : { categories: namesIn(object) }),
    ...appAssignmentFromActual(object, declared),
  };
}
