import {
  graphAreas,
  leastToRead,
  missingPermissions,
  permissionsThatWrite,
  permissionToRead,
  permissionToWrite,
  type GraphArea,
  type GraphAreaName,
  type WrittenGraphAreaName,
} from "pulumi-lookout-intune/internal/model/graph-permissions";
import type { BatchResult } from "pulumi-lookout-intune/internal/clients/graph/graph-batch";
import type { GraphRequest } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { grantAdvice } from "pulumi-lookout-intune/internal/clients/graph/graph-error";
import { connectorRequest } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import { subscribedSkusPath } from "pulumi-lookout-intune/internal/clients/graph/subscribed-skus";
import type { TokenClaims } from "pulumi-lookout-intune/internal/clients/graph/token-claims";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { check, messageOf, type Check } from "./check";

/** Areas that every stack needs. The others are needed only if you use them. */
const alwaysNeeded: readonly GraphAreaName[] = ["connector", "groups"];

/** One small read for each area, which shows whether reading is allowed. An area without an entry is evaluated by the token
 *  alone. */
export function readsOf(connectorId: string, { objectId }: TokenClaims): Partial<Record<GraphAreaName, GraphRequest>> {
  const paths: Partial<Record<GraphAreaName, string>> = {
    conditionalAccess: "/v1.0/identity/conditionalAccess/policies?$top=1&$select=id",
    groups: "/v1.0/groups?$top=1&$select=id",
    enterpriseApplications: "/v1.0/servicePrincipals?$top=1&$select=id",
    ...(objectId === undefined
      ? {}
      : { delegatedGrants: `/v1.0/servicePrincipals/${objectId}/oauth2PermissionGrants` }),
    licenses: subscribedSkusPath,
  };
  const reads = Object.entries(paths).map(([area, path]): [string, GraphRequest] => [
    area,
    { method: "GET", path, permission: permissionToRead(area as GraphAreaName) },
  ]);
  return { connector: connectorRequest(connectorId), ...Object.fromEntries(reads) };
}

/** Evidence about the permissions for an area. */
export interface AreaEvidence {
  readonly area: GraphAreaName;
  readonly claims: TokenClaims | undefined;
  /** Result of the read; undefined if none was sent. */
  readonly result: BatchResult | undefined;
  /** Whether the config or `--require` needs this area. */
  readonly required: boolean;
  /** Whether the credentials are for reading alone. */
  readonly readOnly: boolean;
}

/** Evaluates whether an area can be read, and written if this package writes to it and the credentials are for that. */
export function evaluateArea({ area, claims, result, required, readOnly }: AreaEvidence): Check {
  const { title, read, write }: GraphArea = graphAreas[area];
  const permission = check(`permission-${area}`, `Permission: ${title}`);
  const needed = required || alwaysNeeded.includes(area);
  const lacks = needed ? permission.failing : permission.note;
  const onlyFor = needed ? "" : " Required only if you declare something there.";
  const readable = isReadable(result);

  if (readable === "refused" || (readable === "not asked" && isMissing(read, claims))) {
    const refusal = isMissing(read, claims) || result === undefined ? "Not granted." : messageOf(result);
    return lacks(refusal + onlyFor, grant(permissionFor(area, readOnly)));
  }
  if (readable === "failed") {
    const conclude = needed ? permission.failing : permission.unknown;
    return conclude(messageOf(result), "Run this again in a few minutes.");
  }
  const access = readable === "read" ? "can be read" : "can be read according to the token";
  if (write === undefined) return permission.ok(access);
  if (readOnly) {
    const writing = permissionsThatWrite(area, claims?.roles ?? []);
    return writing.length === 0
      ? permission.ok(access)
      : permission.note(`It ${access}, and changed.`, `To read, nobody needs ${writing.join(" and ")}: remove it.`);
  }
  if (claims?.roles === undefined) {
    const why = "the token does not show whether it can be changed";
    return readable === "read"
      ? permission.ok(`${access}; ${why}`)
      : permission.unknown(`Nothing was read, and ${why}.`, "Sign in as an application to learn more.");
  }
  if (!isMissing(write, claims)) return permission.ok(`${access} and changed`);
  return lacks(`It ${access}, but not changed.${onlyFor}`, grant(permissionToWriteIn(area)));
}

/** The result for an area if the sign-in failed. */
export function unknownArea(area: GraphAreaName): Check {
  return check(`permission-${area}`, `Permission: ${graphAreas[area].title}`).unknown(
    "Not checked because the sign-in failed.",
    "Fix the sign-in first.",
  );
}

type Readable = "read" | "refused" | "failed" | "not asked";

function isReadable(result: BatchResult | undefined): Readable {
  if (result === undefined) return "not asked";
  if (!(result instanceof ServiceError)) return "read";
  if (result.status === 404) return "read";
  return result.status === 401 || result.status === 403 ? "refused" : "failed";
}

/** Whether the token is known to lack the permission. */
function isMissing(need: GraphArea["read"], claims: TokenClaims | undefined): boolean {
  return claims?.roles !== undefined && missingPermissions(need, claims.roles).length > 0;
}

function grant(permission: string): string {
  return `${grantAdvice(permission)}.`;
}

function permissionFor(area: GraphAreaName, readOnly: boolean): string {
  if (readOnly) return leastToRead(area).join(", and ");
  const { write }: GraphArea = graphAreas[area];
  return write === undefined ? permissionToRead(area) : permissionToWriteIn(area);
}

function permissionToWriteIn(area: GraphAreaName): string {
  return permissionToWrite(area as WrittenGraphAreaName);
}
