import * as pulumi from "@pulumi/pulumi";
import { findGroupOfBoth, type DescribedGroup } from "../model/group-clashes";
import {
  connectorIdOf,
  intuneMtdConnectorDefaults,
} from "../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { componentError, isEventual, whenKnown, type ComponentContext } from "./component-error";
import type { LookoutIntuneIntegrationArgs } from "./integration-args";
import { describeGroups } from "./integration-groups";

/** The objects of one integration that no other integration may have. */
interface OwnObjects {
  /** Id of the connector in Intune; undefined if it is not known. */
  readonly connectorId: string | undefined;
  readonly groups: readonly DescribedGroup[];
}

/** An integration that the program has declared. */
interface DeclaredIntegration {
  readonly name: string;
  /** As far as its arguments are plain values. */
  readonly plain: OwnObjects;
  /** Connector and enrollment groups, once all are known. */
  readonly resolved: pulumi.Output<OwnObjects>;
}

/** The integrations of each program, by its stack: one process can run several programs. */
const integrationsOf = new WeakMap<pulumi.Resource, DeclaredIntegration[]>();

/** Refuses an integration that has a connector or group of an earlier one in the same program: each would undo what the other
 *  assigns. Call it before anything is declared. */
export function refuseSharedObjects(context: ComponentContext, args: LookoutIntuneIntegrationArgs): void {
  for (const other of earlierIntegrations()) refuseShared(context, plainObjects(args), other.name, other.plain);
}

/** Remembers the integration for later ones, and returns its enrollment groups' ids. They fail if a group or connector that was
 *  not known before turns out to be one of an earlier integration. */
export function separateFromOthers(
  context: ComponentContext,
  args: LookoutIntuneIntegrationArgs,
  enrollmentGroupIds: pulumi.Output<Record<string, string>>,
  enrollmentGroupNames: pulumi.Output<Record<string, string>>,
): pulumi.Output<Record<string, string>> {
  const others = earlierIntegrations();
  const resolved = resolvedObjects(args, enrollmentGroupIds, enrollmentGroupNames);
  const separate = others.map((other) =>
    whenKnown(pulumi.all([resolved, other.resolved]), ([ours, theirs], hidden) => {
      refuseShared(context, ours, other.name, theirs, hidden);
    }),
  );
  const stack = pulumi.runtime.getStackResource();
  const declared = { name: context.name, plain: plainObjects(args), resolved };
  if (stack !== undefined) integrationsOf.set(stack, [...others, declared]);
  return pulumi.all([enrollmentGroupIds, pulumi.all(separate)]).apply(([ids]) => ids);
}

function earlierIntegrations(): readonly DeclaredIntegration[] {
  const stack = pulumi.runtime.getStackResource();
  return (stack && integrationsOf.get(stack)) ?? [];
}

function plainObjects(args: LookoutIntuneIntegrationArgs): OwnObjects {
  const { partner, partnerId } = args.intuneConnector;
  return {
    connectorId: isPlain(partner) && isPlain(partnerId) ? idOfPartner(partner, partnerId) : undefined,
    groups: describeGroups(args),
  };
}

function resolvedObjects(
  { intuneConnector: { partner, partnerId } }: LookoutIntuneIntegrationArgs,
  enrollmentGroupIds: pulumi.Output<Record<string, string>>,
  enrollmentGroupNames: pulumi.Output<Record<string, string>>,
): pulumi.Output<OwnObjects> {
  return pulumi
    .all([partner, partnerId, enrollmentGroupIds, enrollmentGroupNames])
    .apply(([name, override, ids, names]): OwnObjects => ({
      connectorId: idOfPartner(name, override),
      groups: Object.entries(ids).map(([key, existingObjectId]) => ({
        at: `enrollmentGroups.${key}`,
        purpose: "enrollment",
        existingObjectId,
        displayName: names[key],
      })),
    }));
}

function isPlain(value: pulumi.Input<string> | undefined): value is string | undefined {
  return !isEventual(value);
}

function idOfPartner(partner: string = intuneMtdConnectorDefaults.partner, partnerId?: string): string | undefined {
  return connectorIdOf({ partner, partnerId });
}

function refuseShared(
  context: ComponentContext,
  ours: OwnObjects,
  otherName: string,
  theirs: OwnObjects,
  hidden: readonly unknown[] = [],
): void {
  const other = `${context.kind} "${otherName}"`;
  const group = findGroupOfBoth(theirs.groups, ours.groups);
  const problems = [
    ...(ours.connectorId !== undefined && ours.connectorId === theirs.connectorId
      ? [
          `intuneConnector is the connector ${ours.connectorId}, which ${other} has too. A tenant has one connector for each ` +
            "partner, and both would set its toggles. Declare one integration, with all enrollment groups as its rings.",
        ]
      : []),
    ...(group === undefined
      ? []
      : [
          `${group.second.at}.${group.property} is "${group.value}", which is ${group.first.at} of ${other} too. Both would create ` +
            "or assign the same group. Give each integration groups of its own.",
        ]),
  ];
  if (problems.length > 0) throw componentError(context, problems.join(" "), hidden);
}
