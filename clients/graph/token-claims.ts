import { z } from "zod";

/** Claims of an access token. */
export interface TokenClaims {
  /** Object id of the service principal or user. */
  readonly objectId?: string;
  readonly applicationId?: string;
  readonly tenantId?: string;
  /** Names of the application permissions; undefined in a user's token, which has delegated permissions. */
  readonly roles?: readonly string[];
}

const claimsSchema = z.looseObject({
  oid: z.string().optional().catch(undefined),
  appid: z.string().optional().catch(undefined),
  tid: z.string().optional().catch(undefined),
  roles: z.array(z.string()).optional().catch(undefined),
  /** Delegated permissions. Only a user's token has them. */
  scp: z.string().optional().catch(undefined),
});

/** Reads the claims of an access token for Graph; undefined when it cannot be read. Microsoft does not guarantee the token's
 *  format, so use the claims only for messages, not for decisions. Does not verify the signature.
 *  Source: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const claims = claimsSchema.safeParse(payloadOf(token));
  if (!claims.success) return undefined;
  const { oid, appid, tid, roles, scp } = claims.data;
  // An application without any permission has no `roles` at all.
  return { objectId: oid, applicationId: appid, tenantId: tid, roles: scp === undefined ? (roles ?? []) : undefined };
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
