import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { documentedConsent } from "../../../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import type { TenantContext } from "../tenant-context";
import { type GraphApi, type IdParams, rootOf } from "./graph-api";
import type { Directory, DirectoryObject } from "./directory";
import { permissions, requirePermission } from "./route-permissions";
import { structuralProperties } from "./graph-schemas";

/** Client id of Microsoft Graph. */
const graphApplicationId = "00000003-0000-0000-c000-000000000000";

const consentSchema = z.strictObject({
  applicationId: z.guid(),
  displayName: z.string().min(1),
  application: z.array(z.string()).optional(),
  delegated: z.array(z.string()).optional(),
});

interface Consent {
  readonly application: readonly string[];
  readonly delegated: readonly string[];
}

const documentName = "graph-consents";

/** Granted permissions of enterprise applications in Microsoft Graph, by the object id of their service principal. */
export class Consents {
  private readonly document: Record<string, Consent>;

  constructor(
    private readonly context: TenantContext,
    private readonly directory: Directory,
  ) {
    this.document = context.store.document(documentName, () => ({}));
    if (this.graph() === undefined) directory.create("servicePrincipal", { properties: graphProperties() });
  }

  /** Microsoft Graph itself, whose app roles name the granted permissions. */
  graph(): DirectoryObject | undefined {
    return this.directory.written("servicePrincipal").find(({ properties }) => properties.appId === graphApplicationId);
  }

  of(servicePrincipalId: string): Consent {
    return this.document[servicePrincipalId] ?? { application: [], delegated: [] };
  }

  /** A Global Administrator accepts: creates the application, or grants it again. */
  give({ applicationId, displayName, application, delegated }: z.infer<typeof consentSchema>): void {
    const known = this.directory
      .written("servicePrincipal")
      .find(({ properties }) => properties.appId === applicationId);
    const standard = {
      accountEnabled: true,
      servicePrincipalNames: [applicationId],
      servicePrincipalType: "Application",
    };
    const { id } =
      known ??
      this.directory.create("servicePrincipal", { properties: { ...standard, appId: applicationId, displayName } });
    this.document[id] = {
      application: application ?? documentedConsent.application,
      delegated: delegated ?? documentedConsent.delegated,
    };
    this.context.store.save(documentName);
  }
}

/** `PUT /_tenant/console/consent`: a Global Administrator opens the vendor's link and accepts. */
export function registerConsentControl(app: FastifyInstance, consents: Consents): void {
  app.put("/_tenant/console/consent", async (request, reply) => {
    const consent = consentSchema.safeParse(request.body);
    if (!consent.success) return reply.status(400).send({ error: z.prettifyError(consent.error) });
    consents.give(consent.data);
    return reply.status(204).send();
  });
}

/** Granted permissions of enterprise applications. Source: https://learn.microsoft.com/graph/api/resources/approleassignment
 *  and https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant */
export function registerConsents(api: GraphApi, consents: Consents): void {
  const { app, directory } = api;
  const resourceId = () => consents.graph()?.id ?? "";

  app.get<IdParams>("/servicePrincipals/:id/appRoleAssignments", (request) => {
    requirePermission(request, permissions.readApplications);
    const principal = directory.get("servicePrincipal", request.params.id);
    const assignments = consents.of(principal.id).application.map((name) => ({
      id: stableId(`${principal.id}/${name}`),
      appRoleId: stableId(name),
      principalId: principal.id,
      principalDisplayName: principal.properties.displayName,
      principalType: "ServicePrincipal",
      resourceId: resourceId(),
      resourceDisplayName: "Microsoft Graph",
    }));
    return listOf(api, "appRoleAssignment", "appRoleAssignments", assignments);
  });

  app.get<IdParams>("/servicePrincipals/:id/oauth2PermissionGrants", (request) => {
    requirePermission(request, permissions.readDirectory);
    const principal = directory.get("servicePrincipal", request.params.id);
    const { delegated } = consents.of(principal.id);
    const grant = {
      id: stableId(`${principal.id}/delegated`),
      clientId: principal.id,
      consentType: "AllPrincipals",
      principalId: null,
      resourceId: resourceId(),
      scope: delegated.join(" "),
    };
    return listOf(api, "oAuth2PermissionGrant", "oauth2PermissionGrants", delegated.length === 0 ? [] : [grant]);
  });
}

/** Fails if a response does not match Microsoft's types: an error of the tenant, not of the caller. */
function listOf(api: GraphApi, type: string, set: string, value: readonly object[]): object {
  const known = structuralProperties(api.version, `microsoft.graph.${type}`);
  const strange = value.flatMap((one) => Object.keys(one)).find((name) => !Object.hasOwn(known, name));
  if (strange !== undefined) throw new Error(`microsoft.graph.${type} has no property ${strange}`);
  return { "@odata.context": `${rootOf(api)}/$metadata#${set}`, value };
}

/** All permissions of the tenant as app roles. Their ids are local, because clients must look them up. */
function graphProperties(): Readonly<Record<string, unknown>> {
  const names = new Set<string>([
    ...documentedConsent.application,
    "DeviceManagementApps.Read.All",
    ...Object.values(permissions).flat(),
  ]);
  return {
    accountEnabled: true,
    appId: graphApplicationId,
    appDisplayName: "Microsoft Graph",
    displayName: "Microsoft Graph",
    servicePrincipalNames: [graphApplicationId],
    servicePrincipalType: "Application",
    appRoles: [...names].sort().map((value) => ({
      allowedMemberTypes: ["Application"],
      displayName: value,
      id: stableId(value),
      isEnabled: true,
      value,
    })),
  };
}

function stableId(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
