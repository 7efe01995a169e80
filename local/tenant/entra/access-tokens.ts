import { randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import type { Caller, TenantContext } from "../tenant-context";
import { audienceOf, type TokenService } from "./audiences";
import type { SigningKey } from "./keys";

export const tokenLifetimeSeconds = 3599;

/** An access token as Entra issues it to an application: claims and types that clients rely on. */
export async function issueAccessToken(context: TenantContext, key: SigningKey, audience: string): Promise<string> {
  const { tenantId, clientId, clientObjectId, grantedRoles } = context.settings;
  const issuedAt = Math.floor(context.now() / 1000);
  return new SignJWT({
    appid: clientId,
    appidacr: "1",
    idp: issuerOf(context),
    idtyp: "app",
    oid: clientObjectId,
    // Roles are those of the service that the token is for, and Resource Manager has its own in Azure.
    ...(isAudience(audience, "graph", context) ? { roles: [...grantedRoles] } : {}),
    sub: clientObjectId,
    tid: tenantId,
    uti: randomUUID().replaceAll("-", "").slice(0, 22),
    ver: "1.0",
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.id })
    .setIssuer(issuerOf(context))
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetimeSeconds)
    .sign(key.privateKey);
}

/** Why a token is refused. */
export interface TokenRefusal {
  /** Message of Graph. */
  readonly refused: string;
  readonly because: "missing" | "expired" | "audience" | "invalid";
}

/** The caller of a token for a service, or why it is refused. */
export async function verifyAccessToken(
  context: TenantContext,
  key: SigningKey,
  token: string,
  service: TokenService,
): Promise<Caller | TokenRefusal> {
  const audience = audienceOf(service, context.settings);
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      issuer: issuerOf(context),
      audience: [audience, `${audience}/`],
      currentDate: new Date(context.now()),
    });
    return { objectId: String(payload.oid), roles: Array.isArray(payload.roles) ? payload.roles.map(String) : [] };
  } catch (error) {
    return reasonOf(error);
  }
}

function isAudience(audience: string, service: TokenService, { settings }: TenantContext): boolean {
  return audience.replace(/\/$/, "") === audienceOf(service, settings);
}

function issuerOf({ settings }: TenantContext): string {
  return `${settings.baseUrl}/${settings.tenantId}/`;
}

function reasonOf(error: unknown): TokenRefusal {
  if (error instanceof errors.JWTExpired) {
    return { refused: "Lifetime validation failed, the token is expired.", because: "expired" };
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return { refused: "Signature validation failed.", because: "invalid" };
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === "aud"
      ? { refused: "Invalid audience.", because: "audience" }
      : { refused: `The token's ${error.claim} is not valid.`, because: "invalid" };
  }
  return { refused: "CompactToken parsing failed with error code: 80049217", because: "invalid" };
}
