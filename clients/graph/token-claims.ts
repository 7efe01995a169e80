import { z } from "zod";

/** What an access token says of its holder. */
export interface TokenClaims {
  /** Of the service principal or the person. */
  readonly objectId?: string;
  readonly applicationId?: string;
  readonly tenantId?: string;
  /** Application permissions by name; undefined in the token of a person, who has other rights. */
  readonly roles?: readonly string[];
}

const claimsSchema = z.looseObject({
  oid: z.string().optional().catch(undefined),
  appid: z.string().optional().catch(undefined),
  tid: z.string().optional().catch(undefined),
  roles: z.array(z.string()).optional().catch(undefined),
  /** Delegated permissions: only a person's token has them. */
  scp: z.string().optional().catch(undefined),
});

/** Reads an access token for Graph; undefined when it cannot be read. Microsoft promises nothing about its form, so this is
 *  for telling people what is granted, not for deciding anything. The signature is Graph's to check.
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
