import * as pulumi from "@pulumi/pulumi";
import {
  conditionalAccessPolicyDefaults as defaults,
  ControlOperator,
  operatorOf,
  type ConditionalAccessState,
} from "../model/conditional-access-policy";
import { findUnmetControls, type DeclaredControls } from "./unmet-access-controls";
import type { ComponentContext } from "./component-error";
import { ConditionalAccess } from "./conditional-access";
import { nameInText } from "./entra-group";
import type { IntegrationConditionalAccessArgs, LookoutIntuneIntegrationArgs } from "./integration-args";

/** The Conditional Access policy, for the next steps. */
export interface ConditionalAccessSummary {
  readonly displayName: string;
  readonly state: ConditionalAccessState;
  readonly breakGlassGroupId: string;
  /** Whether the policy applies to all apps, without exclusions. */
  readonly everyApp: boolean;
  /** Descriptions of the access controls that the policy requires and this program does not declare. */
  readonly unmetControls: readonly string[];
}

/** Declares the policy, after all resources with which a device can meet it. */
export function declareConditionalAccess(
  context: ComponentContext,
  { conditionalAccess }: LookoutIntuneIntegrationArgs,
  includedGroupIds: pulumi.Output<string[]>,
  dependsOn: pulumi.Resource[],
): ConditionalAccess | undefined {
  if (conditionalAccess === undefined) return undefined;
  return new ConditionalAccess(
    `${context.name}-conditional-access`,
    { ...conditionalAccess, includedGroupIds },
    { parent: context.resource, dependsOn },
  );
}

export function summarize(
  policy: ConditionalAccess | undefined,
  args: IntegrationConditionalAccessArgs | undefined,
  declared: DeclaredControls,
): pulumi.Output<ConditionalAccessSummary> | undefined {
  if (policy === undefined || args === undefined) return undefined;
  return pulumi
    .output({
      displayName: args.displayName ?? defaults.displayName,
      state: args.state ?? defaults.state,
      includedApplications: args.includedApplications,
      excludedApplications: args.excludedApplications ?? defaults.excludedApplications,
      includedPlatforms: args.includedPlatforms ?? defaults.includedPlatforms,
      grantControls: args.grantControls ?? defaults.grantControls,
      operator: args.operator,
      breakGlassGroupId: nameInText(policy.breakGlassGroupId, args.breakGlassGroup),
    })
    .apply(({ displayName, state, breakGlassGroupId, includedPlatforms, grantControls, ...more }) => ({
      displayName,
      state,
      breakGlassGroupId,
      everyApp: more.includedApplications.includes("All") && more.excludedApplications.length === 0,
      unmetControls: findUnmetControls(
        { includedPlatforms, grantControls, operator: operatorOf(grantControls, more.operator) ?? ControlOperator.All },
        declared,
      ),
    }));
}
