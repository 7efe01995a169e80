import { isGuid } from "../../../model/identifiers";
import type { TenantContext } from "../tenant-context";
import { audienceOf, tokenServices } from "./access-tokens";
import type { ClientAssertions } from "./client-assertions";
import { EntraError } from "./entra-error-body";

/** Checks a client-credentials request in Entra's order and returns the audience of the token asked for. */
export async function checkTokenRequest(
  context: TenantContext,
  assertions: ClientAssertions,
  tenant: string,
  form: Readonly<Record<string, unknown>>,
): Promise<string> {
  checkTenant(context, tenant);
  const grantType = read(form, "grant_type");
  if (grantType !== "client_credentials") {
    throw new EntraError(
      400,
      "unsupported_grant_type",
      70003,
      `The app requested an unsupported grant type '${grantType}'.`,
    );
  }
  await checkClient(context, assertions, form);
  return requestedAudience(context, read(form, "scope"));
}

function checkTenant({ settings }: TenantContext, tenant: string): void {
  if (tenant.toLowerCase() === settings.tenantId) return;
  if (tenant === "common" || tenant === "organizations") {
    throw new EntraError(
      400,
      "invalid_request",
      53003,
      `The grant type client_credentials is not supported over the /${tenant} endpoint; name the tenant.`,
    );
  }
  throw isGuid(tenant) || tenant.includes(".")
    ? new EntraError(
        400,
        "invalid_request",
        90002,
        `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
      )
    : new EntraError(
        400,
        "invalid_request",
        900023,
        `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
      );
}

async function checkClient(
  { settings }: TenantContext,
  assertions: ClientAssertions,
  form: Readonly<Record<string, unknown>>,
): Promise<void> {
  const clientId = read(form, "client_id");
  if (clientId.toLowerCase() !== settings.clientId) {
    throw new EntraError(
      400,
      "unauthorized_client",
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${settings.tenantId}'.`,
    );
  }
  const { client_secret: secret, client_assertion: assertion } = form;
  if (typeof assertion === "string" && assertion !== "") {
    await assertions.check(form.client_assertion_type, assertion);
    return;
  }
  if (typeof secret !== "string" || secret === "") {
    throw new EntraError(
      401,
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  if (secret !== settings.clientSecret) {
    throw new EntraError(
      401,
      "invalid_client",
      7000215,
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, " +
        `not the client secret ID, for a secret added to app '${settings.clientId}'.`,
    );
  }
}

function requestedAudience({ settings }: TenantContext, scope: string): string {
  const root = scope.replace(/\/?\.default$/, "");
  if (root === scope) {
    throw new EntraError(
      400,
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.`,
    );
  }
  if (!tokenServices.some((service) => root.replace(/\/$/, "") === audienceOf(service, settings))) {
    throw new EntraError(
      400,
      "invalid_resource",
      500011,
      `The resource principal named ${root} was not found in the tenant named ${settings.tenantId}.`,
    );
  }
  return root;
}

function read(form: Readonly<Record<string, unknown>>, name: string): string {
  const value = form[name];
  if (typeof value === "string" && value !== "") return value;
  throw new EntraError(
    400,
    "invalid_request",
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}
