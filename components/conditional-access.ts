import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import {
  conditionalAccessPolicyDefaults as defaults,
  conditionalAccessPolicyShape as shape,
  findConditionalAccessProblems,
  missingOperator,
  operatorOf,
  type AccessControl,
  type ClientAppType,
  type ConditionalAccessPlatform,
  type ConditionalAccessState,
  type ControlOperator,
} from "../model/conditional-access-policy";
import { componentTypes } from "../model/resource-types";
import { formatPath } from "../model/validation";
import { checkedInput, componentError, isEventual, type ComponentContext } from "./component-error";
import { declareGroup, type EntraGroup, type GroupSource } from "./entra-group";
import { refuseForeignDestinations } from "./trusted-destinations";

/** Settings of the Conditional Access policy. */
export interface ConditionalAccessArgs {
  /** Apps that the policy applies to: `Office365`, `All`, `MicrosoftAdminPortals`, or client ids of applications. `All` includes
   *  Lookout for Work, whose users sign in before their device can be compliant: exclude it with `excludedApplications`. */
  includedApplications: pulumi.Input<pulumi.Input<string>[]>;
  /** Apps that the policy does not apply to: `Office365`, or client ids of applications. Default: none. */
  excludedApplications?: pulumi.Input<pulumi.Input<string>[]>;
  /** Object ids of the groups that the policy applies to, at least one. Start with the pilot. */
  includedGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The group of the emergency access accounts. The policy excludes it, so that a mistake cannot lock everybody out. Set
   *  `displayName` to create it, or `existingObjectId` to use an existing group. Required.
   *  Source: https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access */
  breakGlassGroup: GroupSource;
  /** Object ids of further groups to exclude. Default: none. */
  excludedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** `enabledForReportingButNotEnforced` (report-only), `enabled` or `disabled`. Report-only may still prompt users on phones to
   *  select a certificate (https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only).
   *  Default: report-only. */
  state?: pulumi.Input<ConditionalAccessState>;
  /** Controls that a sign-in must meet: `compliantDevice`, `compliantApplication` (an app protection policy), or both with an
   *  `operator`. `approvedApplication` is refused because Microsoft is retiring it. Default: `compliantDevice`. */
  grantControls?: pulumi.Input<pulumi.Input<AccessControl>[]>;
  /** Whether all controls are required (`AND`) or one is enough (`OR`). Required with several controls; no default. */
  operator?: pulumi.Input<ControlOperator>;
  /** `android`, `iOS` (case-sensitive), or both. Default: both. */
  includedPlatforms?: pulumi.Input<pulumi.Input<ConditionalAccessPlatform>[]>;
  /** How an app signs in: `all`, or a list of `browser`, `mobileAppsAndDesktopClients`, `exchangeActiveSync`, `other`.
   *  Default: `all`. */
  clientAppTypes?: pulumi.Input<pulumi.Input<ClientAppType>[]>;
  /** Name of the policy in Entra, 1 to 256 characters (this package's bound), all of which people can see. Default: `Lookout - require
   *  a compliant device`. */
  displayName?: pulumi.Input<string>;
}

/** A Conditional Access policy that requires a compliant device, so that a phone with threats loses access to the apps. It is
 *  report-only until `state` is `enabled`, and never applies to members of the break-glass group.
 *
 *  Entra refuses the policy without an Entra ID P1 license, and while security defaults are enabled. The azuread provider writes
 *  the whole policy, so the next update removes conditions that were added manually.
 *
 *  ```ts
 *  new ConditionalAccess("lookout-access-rule", {
 *    includedApplications: ["Office365"],
 *    includedGroupIds: [pilot.objectId],
 *    breakGlassGroup: { existingObjectId: "11111111-2222-3333-4444-555555555555" },
 *  });
 *  ```
 *
 *  Source: https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance */
export class ConditionalAccess extends pulumi.ComponentResource {
  /** Object id of the policy, a GUID; the resource's own id is a path. */
  public readonly conditionalAccessPolicyId: pulumi.Output<string>;
  /** Object id of the excluded break-glass group. */
  public readonly breakGlassGroupId: pulumi.Output<string>;

  constructor(name: string, args: ConditionalAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.ConditionalAccess, name, {}, opts);

    const context: ComponentContext = { kind: "ConditionalAccess", name, resource: this };
    refuseForeignDestinations(context, "azuread");
    const settings = normalize(context, args);
    const breakGlass = declareGroup(context, "breakGlassGroup", `${name}-break-glass-group`, args.breakGlassGroup);
    const policy = declarePolicy(context, settings, breakGlass);

    this.conditionalAccessPolicyId = policy.objectId;
    this.breakGlassGroupId = breakGlass.objectId;
    this.registerOutputs({
      conditionalAccessPolicyId: this.conditionalAccessPolicyId,
      breakGlassGroupId: this.breakGlassGroupId,
    });
  }
}

/** The validated settings with their defaults. */
interface Settings {
  readonly displayName: pulumi.Output<string>;
  readonly state: pulumi.Output<ConditionalAccessState>;
  readonly includedApplications: pulumi.Output<string[]>;
  readonly excludedApplications: pulumi.Output<string[]>;
  readonly includedPlatforms: pulumi.Output<ConditionalAccessPlatform[]>;
  readonly clientAppTypes: pulumi.Output<ClientAppType[]>;
  readonly grantControls: pulumi.Output<AccessControl[]>;
  readonly operator: pulumi.Output<ControlOperator>;
  readonly includedGroupIds: pulumi.Output<string[]>;
  readonly excludedGroupIds: pulumi.Output<string[]>;
}

function normalize(context: ComponentContext, args: ConditionalAccessArgs): Settings {
  const check = <T>(property: keyof typeof shape, value: pulumi.Input<T>) =>
    checkedInput(context, property, shape[property], value);
  const grantControls = check<AccessControl[]>("grantControls", listOf(args.grantControls ?? defaults.grantControls));
  return {
    displayName: check<string>("displayName", args.displayName ?? defaults.displayName),
    state: check<ConditionalAccessState>("state", args.state ?? defaults.state),
    includedApplications: check<string[]>("includedApplications", listOf(args.includedApplications)),
    excludedApplications: check<string[]>(
      "excludedApplications",
      listOf(args.excludedApplications ?? defaults.excludedApplications),
    ),
    includedPlatforms: check<ConditionalAccessPlatform[]>(
      "includedPlatforms",
      listOf(args.includedPlatforms ?? defaults.includedPlatforms),
    ),
    clientAppTypes: check<ClientAppType[]>("clientAppTypes", listOf(args.clientAppTypes ?? defaults.clientAppTypes)),
    grantControls,
    operator: checkOperator(context, grantControls, args.operator),
    includedGroupIds: check<string[]>("includedGroupIds", listOf(args.includedGroupIds)),
    excludedGroupIds: check<string[]>("excludedGroupIds", listOf(args.excludedGroupIds ?? defaults.excludedGroupIds)),
  };
}

/** Keeps a plain list as it is, and converts any other list to an output. */
function listOf<T extends string>(list: pulumi.Input<pulumi.Input<T>[]>): pulumi.Input<T[]> {
  return isEventual(list) ? (pulumi.output(list) as pulumi.Output<T[]>) : (list as T[]);
}

function checkOperator(
  context: ComponentContext,
  grantControls: pulumi.Output<AccessControl[]>,
  given: ConditionalAccessArgs["operator"],
): pulumi.Output<ControlOperator> {
  const checked = given === undefined ? undefined : checkedInput(context, "operator", shape.operator, given);
  return pulumi.all([grantControls, checked]).apply(([controls, operator]) => {
    const known = operatorOf(controls, operator);
    if (known !== undefined) return known;
    throw componentError(context, `operator: ${missingOperator}.`);
  });
}

function declarePolicy(
  context: ComponentContext,
  settings: Settings,
  { objectId }: EntraGroup,
): azuread.ConditionalAccessPolicy {
  const { includedApplications, excludedApplications, includedPlatforms, clientAppTypes } = settings;
  return new azuread.ConditionalAccessPolicy(
    `${context.name}-policy`,
    {
      displayName: settings.displayName,
      state: settings.state,
      conditions: {
        applications: { includedApplications, excludedApplications },
        clientAppTypes,
        platforms: { includedPlatforms },
        users: usersOf(context, settings, objectId),
      },
      grantControls: { builtInControls: settings.grantControls, operator: settings.operator },
    },
    { parent: context.resource },
  );
}

/** Returns the included and excluded groups after checking them against the other conditions. */
function usersOf(context: ComponentContext, settings: Settings, breakGlassGroupId: pulumi.Output<string>) {
  const { includedApplications, excludedApplications, includedGroupIds, excludedGroupIds } = settings;
  return pulumi
    .output({ includedApplications, excludedApplications, includedGroupIds, excludedGroupIds, breakGlassGroupId })
    .apply((policy) => {
      const [problem] = findConditionalAccessProblems(policy);
      if (problem !== undefined) {
        const path = formatPath(problem.path).replace("breakGlassGroupId", "breakGlassGroup");
        throw componentError(context, `${path}: ${problem.message}.`);
      }
      return {
        includedGroups: policy.includedGroupIds,
        excludedGroups: [policy.breakGlassGroupId, ...policy.excludedGroupIds],
      };
    });
}
