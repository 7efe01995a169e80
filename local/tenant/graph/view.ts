import { badRequest } from "./graph-error-body";
import { type GraphVersion, structuralProperties } from "./graph-schemas";

type Properties = Readonly<Record<string, unknown>>;

/** Properties that Graph returns only with $select.
 *  Source: "Returned only on $select" in https://learn.microsoft.com/graph/api/resources/group */
const onRequestOnly: Readonly<Record<string, readonly string[]>> = {
  "microsoft.graph.group": [
    "accessType",
    "allowExternalSenders",
    "assignedLabels",
    "assignedLicenses",
    "autoSubscribeNewMembers",
    "cloudLicensing",
    "hasMembersWithLicenseErrors",
    "hideFromAddressLists",
    "hideFromOutlookClients",
    "isArchived",
    "isFavorite",
    "isManagementRestricted",
    "isSubscribedByMail",
    "licenseProcessingState",
    "membershipRuleProcessingStatus",
    "unseenConversationsCount",
    "unseenCount",
    "unseenMessagesCount",
  ],
  "microsoft.graph.servicePrincipal": ["customSecurityAttributes", "samlMetadataUrl"],
};

/** The default properties of a user in v1.0. Source: https://learn.microsoft.com/graph/api/user-get */
const usersByDefault = [
  "businessPhones",
  "displayName",
  "givenName",
  "id",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
];

/** An object as this Graph version returns it: the selected or the default properties. */
export function viewOf(
  version: GraphVersion,
  type: string,
  object: Properties,
  select?: readonly string[],
): Record<string, unknown> {
  const properties = structuralProperties(version, type);
  const names = select ?? defaultNames(version, type, Object.keys(properties));
  return Object.fromEntries(
    names
      .filter((name) => Object.hasOwn(properties, name))
      .flatMap((name) => {
        const value = object[name] ?? emptyValue(properties[name]?.type);
        return value === undefined ? [] : [[name, value]];
      }),
  );
}

/** Refuses a `$select` of what the type does not have. */
export function checkSelect(version: GraphVersion, type: string, select: readonly string[] | undefined): void {
  const properties = structuralProperties(version, type);
  const unknown = select?.find((name) => !Object.hasOwn(properties, name));
  if (unknown !== undefined) {
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type '${type}'.`,
    );
  }
}

function defaultNames(version: GraphVersion, type: string, all: readonly string[]): readonly string[] {
  if (type === "microsoft.graph.user" && version === "v1.0") return usersByDefault;
  return all.filter((name) => onRequestOnly[type]?.includes(name) !== true);
}

/** Collections are empty instead of null. Omits missing values that must not be null. */
function emptyValue(type: string | readonly string[] | undefined): unknown {
  if (type === "array" || (Array.isArray(type) && type.includes("array"))) return [];
  return type === undefined || (Array.isArray(type) && type.includes("null")) ? null : undefined;
}
