import { randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import type { Caller, TenantContext } from "../context";
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
    roles: [...grantedRoles],
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

/** Who a token was issued to, or why it is not taken. */
export async function verifyAccessToken(
  context: TenantContext,
  key: SigningKey,
  token: string,
): Promise<Caller | { readonly refused: string }> {
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      issuer: issuerOf(context),
      audience: [context.settings.baseUrl, `${context.settings.baseUrl}/`],
      currentDate: new Date(context.now()),
    });
    return { objectId: String(payload.oid), roles: Array.isArray(payload.roles) ? payload.roles.map(String) : [] };
  } catch (error) {
    return { refused: reasonOf(error) };
  }
}

function issuerOf({ settings }: TenantContext): string {
  return `${settings.baseUrl}/${settings.tenantId}/`;
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "Lifetime validation failed, the token is expired.";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "Signature validation failed.";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") return "Invalid audience.";
  if (error instanceof errors.JWTClaimValidationFailed) return `The token's ${error.claim} is not valid.`;
  return "CompactToken parsing failed with error code: 80049217";
}
