import { randomUUID } from "node:crypto";
import type { GraphApi } from "../graph-api";
import type { Body } from "../body";
import { badRequest } from "../graph-error-body";
import { permissions } from "../route-permissions";
import { registerAppCategories } from "./app-categories.routes";
import { registerAssignments } from "./assignments.routes";
import { registerIntuneCollection, type IntuneCollection } from "./intune-collection";
import type { EntityStore, IntuneEntity } from "./entity-store";

/** Apps that an administrator adds by store URL. Apps of managed Google Play only come from its sync. */
const createdTypes = ["#microsoft.graph.iosStoreApp", "#microsoft.graph.androidStoreApp"];

/** Sources: https://learn.microsoft.com/graph/api/resources/intune-apps-mobileapp,
 *  https://learn.microsoft.com/graph/api/intune-apps-mobileapp-assign */
export function registerMobileApps(api: GraphApi, apps: EntityStore, categories: EntityStore): void {
  const { context } = api;
  const collection: IntuneCollection = {
    path: "/deviceAppManagement/mobileApps",
    baseType: "microsoft.graph.mobileApp",
    types: createdTypes,
    showsType: true,
    store: apps,
    read: permissions.readIntuneApps,
    write: permissions.writeIntuneApps,
    newId: randomUUID,
    initial: () => ({ isFeatured: false }),
    // Intune refuses these, see https://github.com/terraprovider/terraform-provider-microsoft365wp
    createOnly: ["appStoreUrl", "bundleId", "appIdentifier", "packageId"],
    onCreate: requireStoreApp,
    computed: (app) => ({ publishingState: isPublished(app) ? "published" : "processing", ...androidPackage(app) }),
    parts: ["assignments", "categories"],
  };
  registerIntuneCollection(api, collection);
  registerAssignments(api, collection, {
    parameter: "mobileAppAssignments",
    type: "microsoft.graph.mobileAppAssignment",
    answer: "nothing",
    idOf: ({ intent, target }) => {
      const { groupId } = target as { readonly groupId?: string };
      const kinds = ["available", "required", "uninstall", "availableWithoutEnrollment"];
      return `${groupId ?? randomUUID()}_${kinds.indexOf(String(intent))}_0`;
    },
    before(id) {
      const app = apps.find(id);
      if (app === undefined || isPublished(app)) return;
      throw badRequest("The MobileApp cannot be assigned because its PublishingState is not 'Published'.");
    },
  });
  registerAppCategories(api, collection, categories);

  function isPublished({ createdAt }: IntuneEntity): boolean {
    return context.now() >= createdAt + context.settings.appPublishingDelayMs;
  }
}

function requireStoreApp({ displayName, publisher, appStoreUrl }: Body): Record<string, never> {
  for (const [name, value] of Object.entries({ displayName, publisher, appStoreUrl })) {
    if (typeof value !== "string" || value === "") throw badRequest(`The property '${name}' of an app is required.`);
  }
  return {};
}

/** Intune reads an Android app's package from its store URL. */
function androidPackage({ odataType, properties }: IntuneEntity): Record<string, string> {
  if (odataType !== "#microsoft.graph.androidStoreApp") return {};
  const packageId = URL.parse(String(properties.appStoreUrl))?.searchParams.get("id");
  return packageId ? { packageId } : {};
}
