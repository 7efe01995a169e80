import { z } from "zod";
import { displayNameSchema } from "../../model/group-names";
import { guidSchema } from "../../model/identifiers";

/** What Lookout's enterprise application is granted in Microsoft Graph by a consent. Lookout names a further one,
 *  DeviceManagementApps.Read.All, for app protection only; which ones it is granted in Intune's own API is not published. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mdms/deploying-lookout-with-microsoft-entra-id-and-intune/microsoft-permissions-used-by-mes-console-intune-integration */
export const documentedConsent = {
  application: ["Application.Read.All", "Device.Read.All", "GroupMember.Read.All", "User.Read.All"],
  delegated: ["User.Read"],
} as const;

/** Who can give it. Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const consentRole = "Global Administrator";

const permissionNames = z.array(
  z
    .string({ error: "a permission must be a name such as Device.Read.All" })
    .min(1, "the name of a permission is empty"),
  { error: "the permissions must be a list of names" },
);

/** How to find the application, and its expected permissions. */
export const tenantConsentSchema = z.strictObject({
  applicationId: guidSchema.optional(),
  applicationName: displayNameSchema.optional(),
  applicationPermissions: permissionNames,
  delegatedPermissions: permissionNames,
});
export type TenantConsentSettings = z.infer<typeof tenantConsentSchema>;

export const tenantConsentDefaults = {
  applicationPermissions: [...documentedConsent.application],
  delegatedPermissions: [...documentedConsent.delegated],
};

/** Status of the consent. */
export const ConsentStatus = {
  /** The application is not identified, or the search was refused. */
  NotChecked: "not checked",
  /** The application does not exist: nobody has consented yet. */
  Missing: "missing",
  /** Several applications have the name. */
  Ambiguous: "ambiguous",
  /** The application exists but lacks permissions. */
  Incomplete: "incomplete",
  /** The application exists and has every permission that could be read. */
  Found: "found",
} as const;
export type ConsentStatus = (typeof ConsentStatus)[keyof typeof ConsentStatus];

/** An enterprise application in the directory. */
export interface EnterpriseApplication {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

/** Names of its permissions; null if they could not be read. */
export interface GrantedPermissions {
  readonly application: readonly string[] | null;
  readonly delegated: readonly string[] | null;
}

/** Evaluates the consent from the applications found. */
export function evaluateConsent(
  { applicationPermissions, delegatedPermissions }: TenantConsentSettings,
  found: readonly EnterpriseApplication[],
  granted: GrantedPermissions,
): { readonly status: ConsentStatus; readonly missingPermissions: string[] } {
  if (found.length === 0) return { status: ConsentStatus.Missing, missingPermissions: [] };
  if (found.length > 1) return { status: ConsentStatus.Ambiguous, missingPermissions: [] };
  const missingPermissions = [
    ...missing(applicationPermissions, granted.application),
    ...missing(delegatedPermissions, granted.delegated),
  ];
  const checked = granted.application !== null || granted.delegated !== null;
  if (!checked) return { status: ConsentStatus.NotChecked, missingPermissions };
  return {
    status: missingPermissions.length === 0 ? ConsentStatus.Found : ConsentStatus.Incomplete,
    missingPermissions,
  };
}

function missing(expected: readonly string[], granted: readonly string[] | null): string[] {
  return granted === null ? [] : expected.filter((permission) => !granted.includes(permission));
}
