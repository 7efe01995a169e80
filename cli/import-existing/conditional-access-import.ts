import { CommandPlaceholder, isPasteable, shellCommand } from "pulumi-lookout-intune/internal/model/shell-command";
import { azureadTypes, componentTypes } from "pulumi-lookout-intune/internal/model/resource-types";

const integration = "lookout";
const component = `${integration}-conditional-access`;

/** The command that imports a Conditional Access policy as the one that the root program declares. The import also records
 *  the two components above the policy, because they are part of its URN, so it must run before the first update. Undefined if
 *  none is safe to paste.
 *  Source: https://www.pulumi.com/docs/iac/guides/migration/import/ */
export function conditionalAccessImport(stack: string, policyId: string): string | undefined {
  const resources = [
    { type: componentTypes.LookoutIntuneIntegration, name: integration, component: true },
    { type: componentTypes.ConditionalAccess, name: component, component: true, parent: integration },
    {
      type: azureadTypes.ConditionalAccessPolicy,
      name: `${component}-policy`,
      id: `/identity/conditionalAccess/policies/${policyId}`,
      parent: component,
    },
  ];
  if (!isPasteable(policyId)) return undefined;
  // Its quotation marks, braces and brackets mean nothing between single quotes.
  const file = new CommandPlaceholder(JSON.stringify({ resources }));
  return shellCommand`printf '%s' ${file} | pulumi import --stack ${stack} --file /dev/stdin --generate-code=false --yes`;
}
