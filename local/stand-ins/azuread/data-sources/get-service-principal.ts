import { odataText } from "../../../../clients/graph/graph-pages";
import { permissionToRead } from "../../../../model/graph-permissions";
import { findObject, idOf, listObjects, type JsonObject } from "../azuread.graph";
import type { PropertyMap } from "../../plugin/properties";
import type { Invoke, Operation } from "../managed-resource";
import { text, texts } from "../argument-values";
import { checkArguments, soleArgument } from "./arguments";

const source = "azuread.getServicePrincipal";
const servicePrincipals = "/v1.0/servicePrincipals";
const permission = permissionToRead("enterpriseApplications");

/** azuread:index/getServicePrincipal:getServicePrincipal: the one service principal with a client ID, name or object ID. */
export const getServicePrincipal: Invoke = async (operation, args) => {
  checkArguments(source, args, { clientId: "string", displayName: "string", objectId: "string" });
  const [by, value] = soleArgument(source, args, ["clientId", "displayName", "objectId"]);
  const found =
    by === "objectId"
      ? await byObjectId(operation, value)
      : await byFilter(operation, `${by === "clientId" ? "appId" : by} eq ${odataText(value)}`);

  const objectId = idOf(found);
  const metadataPath = `/beta/servicePrincipals/${objectId}?$select=samlMetadataUrl`;
  const beta = (await findObject(operation.graph, metadataPath, permission)) ?? {};
  return { ...outputsOf(found), samlMetadataUrl: text(beta.samlMetadataUrl) };
};

async function byObjectId({ graph }: Operation, objectId: string): Promise<JsonObject> {
  const found = await findObject(graph, `${servicePrincipals}/${encodeURIComponent(objectId)}`, permission);
  if (found !== undefined) return found;
  throw new Error(`${source}: there is no service principal with object ID ${objectId}. Correct objectId.`);
}

async function byFilter({ graph }: Operation, filter: string): Promise<JsonObject> {
  const [found, second] = await listObjects(graph, servicePrincipals, permission, filter);
  if (found === undefined) {
    throw new Error(
      `${source}: no service principal matches ${filter}. Correct the argument, or have an administrator consent to the application first.`,
    );
  }
  if (second !== undefined)
    throw new Error(`${source}: more than one service principal matches ${filter}. Look it up by objectId instead.`);
  return found;
}

function outputsOf(found: JsonObject): PropertyMap {
  const appId = text(found.appId);
  const roles = objects(found.appRoles);
  const scopes = objects(found.oauth2PermissionScopes);
  const features = featuresOf(texts(found.tags));
  return {
    id: `/servicePrincipals/${idOf(found)}`,
    accountEnabled: found.accountEnabled === true,
    alternativeNames: texts(found.alternativeNames),
    appRoleAssignmentRequired: found.appRoleAssignmentRequired === true,
    appRoleIds: idsByValue(roles),
    appRoles: roles.map((role) => ({
      allowedMemberTypes: texts(role.allowedMemberTypes),
      description: text(role.description),
      displayName: text(role.displayName),
      enabled: role.isEnabled === true,
      id: text(role.id),
      value: text(role.value),
    })),
    applicationTenantId: text(found.appOwnerOrganizationId),
    clientId: appId,
    description: text(found.description),
    displayName: text(found.displayName),
    featureTags: [features],
    features: [features],
    homepageUrl: text(found.homepage),
    loginUrl: text(found.loginUrl),
    logoutUrl: text(found.logoutUrl),
    notes: text(found.notes),
    notificationEmailAddresses: texts(found.notificationEmailAddresses),
    oauth2PermissionScopeIds: idsByValue(scopes),
    oauth2PermissionScopes: scopes.map((scope) => ({
      adminConsentDescription: text(scope.adminConsentDescription),
      adminConsentDisplayName: text(scope.adminConsentDisplayName),
      enabled: scope.isEnabled === true,
      id: text(scope.id),
      type: text(scope.type),
      userConsentDescription: text(scope.userConsentDescription),
      userConsentDisplayName: text(scope.userConsentDisplayName),
      value: text(scope.value),
    })),
    objectId: idOf(found),
    preferredSingleSignOnMode: text(found.preferredSingleSignOnMode),
    redirectUris: texts(found.replyUrls),
    samlSingleSignOns: samlSettings(found),
    servicePrincipalNames: texts(found.servicePrincipalNames).filter((name) => name !== appId),
    signInAudience: text(found.signInAudience),
    tags: texts(found.tags),
    type: text(found.servicePrincipalType),
  };
}

/** What well-known tags mean. Source: SDK documentation of getServicePrincipal's featureTags. */
function featuresOf(tags: readonly string[]): PropertyMap {
  const has = (tag: string) => tags.includes(tag);
  return {
    customSingleSignOn: has("WindowsAzureActiveDirectoryCustomSingleSignOnApplication"),
    enterprise: has("WindowsAzureActiveDirectoryIntegratedApp"),
    gallery: has("WindowsAzureActiveDirectoryGalleryApplicationNonPrimaryV1"),
    hide: has("HideApp"),
  };
}

function samlSettings(found: JsonObject): PropertyMap[] {
  const settings = found.samlSingleSignOnSettings;
  return typeof settings === "object" && settings !== null
    ? [{ relayState: text((settings as JsonObject).relayState) }]
    : [];
}

function idsByValue(entries: readonly JsonObject[]): PropertyMap {
  return Object.fromEntries(
    entries.flatMap((entry) => (text(entry.value) === "" ? [] : [[text(entry.value), text(entry.id)]])),
  );
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter((element): element is JsonObject => typeof element === "object") : [];
}
