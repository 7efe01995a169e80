import { cloudsByEnvironment } from "pulumi-lookout-intune/internal/model/clouds";
import { describeForeignCloud } from "pulumi-lookout-intune/internal/clients/graph/declared-destinations";
import type { GraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import type { GraphSession } from "pulumi-lookout-intune/internal/clients/graph/graph-session";
import { blamesNoSetting } from "pulumi-lookout-intune/internal/clients/graph/sign-in-failure";
import { readTokenClaims, type TokenClaims } from "pulumi-lookout-intune/internal/clients/graph/token-claims";
import { check, messageOf, type Check } from "./check";

/** Describes the configured credentials, their tenant and cloud. */
export function describeCredentials(configuration: GraphConfiguration): Check {
  const { tenantId, credential, metadataHost, environment } = configuration;
  const cloud =
    metadataHost === undefined
      ? cloudsByEnvironment[environment]?.title
      : (describeForeignCloud(metadataHost) ?? `metadata host ${metadataHost}`);
  const application = "clientId" in credential && credential.clientId !== undefined ? ` of ${credential.clientId}` : "";
  return check("credentials", "Credentials for Entra").ok(
    `${credential.kind}${application}, tenant ${tenantId}, ${cloud ?? environment}`,
  );
}

/** The result of a sign-in. */
export interface SignIn {
  readonly check: Check;
  /** Undefined if the sign-in failed, or if the token has an undocumented format. */
  readonly claims?: TokenClaims;
  readonly works: boolean;
}

/** Signs in to Entra in the same way as the resources. */
export async function signIn(session: GraphSession): Promise<SignIn> {
  const result = check("sign-in", "Sign-in to Entra");
  try {
    const claims = readTokenClaims(await session.token());
    return { check: result.ok(describe(claims)), claims, works: true };
  } catch (error) {
    const fix = blamesNoSetting(error)
      ? "Run this again when the sign-in service answers; no setting is wrong."
      : "Correct the named setting in the stack's config or the environment, and run this again.";
    return { check: result.failing(messageOf(error), fix), works: false };
  }
}

function describe(claims: TokenClaims | undefined): string {
  if (claims === undefined) return "works; the token does not show its permissions";
  const { objectId = "unknown", roles } = claims;
  if (roles === undefined) return `works, as a user (object ${objectId})`;
  return `works, as service principal ${objectId} with ${roles.length} application permission${roles.length === 1 ? "" : "s"}`;
}
