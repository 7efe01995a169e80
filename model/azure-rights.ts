/** A permission that Azure Resource Manager requires of the caller. */
export interface AzureRight {
  /** The action, as Azure roles name it. */
  readonly action: string;
  /** The scope at which the action must be granted. */
  readonly scope: string;
  /** How to get the permission. One sentence without its full stop. */
  readonly grantAdvice: string;
}

const diagnosticSettingsScope = "/providers/Microsoft.Intune";

/** Permissions for Intune's diagnostic settings. Source: https://github.com/mondoohq/mql/pull/10258 */
export const intuneDiagnosticRights = {
  read: diagnosticSettingsRight("read"),
  write: diagnosticSettingsRight("write"),
  delete: diagnosticSettingsRight("delete"),
} as const;

function diagnosticSettingsRight(verb: "read" | "write" | "delete"): AzureRight {
  return {
    action: `Microsoft.Intune/diagnosticSettings/${verb}`,
    scope: diagnosticSettingsScope,
    grantAdvice:
      "Microsoft does not say which role gives it to an application, so ask an administrator who assigns Azure roles at the " +
      "tenant's root, or create the setting in the Intune admin center under Tenant administration > Diagnostics settings",
  };
}

/** Names a permission and how to get it. One sentence without its full stop. */
export function grantRightAdvice({ action, scope, grantAdvice }: AzureRight): string {
  return `The caller needs the right ${action} at the scope ${scope}; ${grantAdvice}`;
}
