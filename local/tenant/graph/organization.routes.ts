import { type GraphApi, rootOf } from "./graph-api";
import { permissions, requirePermission } from "./route-permissions";

/** The domain of the local tenant's users. */
export const initialDomain = "local.onmicrosoft.com";

/** The tenant itself. */
export function registerOrganization(api: GraphApi): void {
  api.app.get("/organization", (request) => {
    requirePermission(request, permissions.readOrganization);
    const domain = {
      capabilities: "Email, OfficeCommunicationsOnline",
      isDefault: true,
      isInitial: true,
      type: "Managed",
    };
    const organization = {
      id: api.context.settings.tenantId,
      displayName: "Local tenant",
      tenantType: "AAD",
      verifiedDomains: [{ ...domain, name: initialDomain }],
    };
    return { "@odata.context": `${rootOf(api)}/$metadata#organization`, value: [organization] };
  });
}
