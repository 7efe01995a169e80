import type { GraphApi } from "../graph-api";
import type { Body } from "../body";
import { badRequest } from "../graph-error-body";

/** Validation of a whole policy, beyond its type.
 *  Source: https://learn.microsoft.com/graph/api/conditionalaccessroot-post-policies */
export function checkPolicy(api: GraphApi, policy: Body): void {
  checkNames(policy);
  const conditions = objectAt(policy, "conditions");
  checkApplications(objectAt(conditions, "applications"));
  checkUsers(api, conditions);
  if (listAt(conditions, "clientAppTypes").length === 0) throw malformed("'conditions.clientAppTypes' is required");
  checkControls(policy);
}

function checkNames({ displayName, state }: Body): void {
  if (typeof displayName !== "string" || displayName === "") throw malformed("'displayName' is required");
  if (typeof state !== "string") throw malformed("'state' is required");
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const appWords = {
  includeApplications: ["All", "None", "Office365", "MicrosoftAdminPortals"],
  excludeApplications: ["Office365", "MicrosoftAdminPortals"],
} as const;

function checkApplications(applications: Body): void {
  const apps = listAt(applications, "includeApplications");
  const actions = listAt(applications, "includeUserActions");
  const contexts = listAt(applications, "includeAuthenticationContextClassReferences");
  if (apps.length > 0 && actions.length > 0) {
    // Source: https://github.com/nicolonsky/ModernWorkplaceConcierge/issues/50
    throw badRequest(
      "1012: 'applications' condition cannot include both 'includeApplications' and 'includeUserActions'/'includeProtectionLevels'. Please remove one of the conditions.",
    );
  }
  if (apps.length + actions.length + contexts.length === 0) {
    throw malformed("'conditions.applications' includes neither applications nor user actions");
  }
  for (const [name, words] of Object.entries(appWords)) {
    const wrong = listAt(applications, name).find((app) => !words.some((word) => word === app) && !guid.test(app));
    if (wrong !== undefined) {
      throw malformed(
        `'conditions.applications.${name}' has '${wrong}', which is neither a client id nor a known word`,
      );
    }
  }
}

function checkUsers({ context, directory }: GraphApi, conditions: Body): void {
  const users = objectAt(conditions, "users");
  const included = ["includeUsers", "includeGroups", "includeRoles"].flatMap((name) => listAt(users, name));
  const guests = users.includeGuestsOrExternalUsers ?? null;
  if (included.length === 0 && guests === null && (conditions.clientApplications ?? null) === null) {
    throw malformed("'conditions.users' includes nobody");
  }
  if (context.settings.unknowns.conditionalAccessUnknownGroup === "accepted") return;
  for (const name of ["includeGroups", "excludeGroups"]) {
    const unknown = listAt(users, name).find((id) => directory.find(id)?.kind !== "group");
    if (unknown !== undefined) throw malformed(`'conditions.users.${name}' has '${unknown}', which is no group`);
  }
}

function checkControls(policy: Body): void {
  const grant = policy.grantControls ?? null;
  const session = policy.sessionControls ?? null;
  if (grant === null && session === null) throw malformed("'grantControls' or 'sessionControls' is required");
  if (session !== null && isIneffective(objectAt(policy, "sessionControls"))) {
    throw malformed("'sessionControls' controls nothing; send null");
  }
  if (grant === null) return;
  const controls = objectAt(policy, "grantControls");
  const { operator, authenticationStrength = null } = controls;
  if (operator !== "AND" && operator !== "OR") throw malformed("'grantControls.operator' is AND or OR");
  const required = ["builtInControls", "customAuthenticationFactors", "termsOfUse"].flatMap((name) =>
    listAt(controls, name),
  );
  if (required.length === 0 && authenticationStrength === null) throw malformed("'grantControls' asks for nothing");
}

/** Whether every session control is absent or switched off.
 *  Source: https://github.com/hashicorp/terraform-provider-azuread/issues/568 */
function isIneffective(session: Body): boolean {
  return Object.entries(session)
    .filter(([name]) => !name.includes("@odata."))
    .every(([, value]) => {
      if (value === null || value === false) return true;
      return typeof value === "object" && (value as Body).isEnabled !== true;
    });
}

/** The service's error for an invalid policy. Unlike the real service, it includes the reason.
 *  Source: https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/4162 */
function malformed(why: string): Error {
  return badRequest(
    "1007: Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type. " +
      `For examples, please see API documentation at https://docs.microsoft.com/en-us/graph/api/conditionalaccessroot-post-policies?view=graph-rest-1.0. (The local tenant: ${why}.)`,
  );
}

function objectAt(value: Body, name: string): Body {
  const inner = value[name];
  return typeof inner === "object" && inner !== null ? (inner as Body) : {};
}

function listAt(value: Body, name: string): readonly string[] {
  const inner = value[name];
  return Array.isArray(inner) ? (inner as string[]) : [];
}
