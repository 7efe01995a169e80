import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import type { Caller, TenantContext, TenantSettings, TenantStore } from "../tenant-context";

/** The key that signs access tokens. It is stored, so that tokens stay valid after a restart of the tenant. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

interface StoredKey {
  readonly id: string;
  readonly privateKey: string;
}

export function loadSigningKey(store: TenantStore): SigningKey {
  const stored = store.document<StoredKey>("entra-signing-key", () => ({
    id: randomUUID().replaceAll("-", ""),
    privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString(),
  }));
  store.save("entra-signing-key");
  const privateKey = createPrivateKey(stored.privateKey);
  return { id: stored.id, privateKey, publicKey: createPublicKey(privateKey) };
}

/** A service that accepts Entra's tokens. */
export type TokenService = "graph" | "resourceManager";

/** Token audience of each service. Graph's audience is its origin. Resource Manager's is a separate name, as in Azure, so that
 *  neither service accepts the other's token although both share one origin. */
export function audienceOf(service: TokenService, { baseUrl }: Pick<TenantSettings, "baseUrl">): string {
  return service === "graph" ? baseUrl : baseUrl.replace("//", "//management.");
}

export const tokenServices: readonly TokenService[] = ["graph", "resourceManager"];

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
