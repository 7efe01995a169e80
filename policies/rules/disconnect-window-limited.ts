import type { ResourceValidationPolicy } from "@pulumi/policy";
import {
  type DaysLimits,
  daysUntilDisconnectedLimits,
  dynamicTypes,
  findLimitsProblem,
  isWithinDays,
} from "pulumi-lookout-intune/domain";
import { setUpGuide } from "./sources";

interface Config {
  readonly minimumDays?: number;
  readonly maximumDays?: number;
}

const bound = { type: "integer", ...daysUntilDisconnectedLimits } as const;

/** Lookout's own limits are refused by the resource; this rule holds an organisation to tighter ones. */
export const disconnectWindowLimited: ResourceValidationPolicy = {
  name: "lookout-disconnect-window-limited",
  displayName: "Disconnect window within limits",
  description: "The days until a device counts as disconnected are within the organisation's limits.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["lookout", "enrollment"],
  url: setUpGuide,
  remediationSteps: "Set daysUntilDisconnected to a number of days within the limits that the message names.",
  configSchema: {
    properties: {
      minimumDays: {
        ...bound,
        default: bound.minimum,
        description: "Fewest days allowed. Default: Lookout's minimum.",
      },
      maximumDays: { ...bound, default: bound.maximum, description: "Most days allowed. Default: Lookout's maximum." },
    },
  },
  validateResource: (args, report) => {
    if (args.type !== dynamicTypes.LookoutEnrollmentSettings) args.notApplicable("not Lookout's enrollment settings");
    const limits = limitsOf(args.getConfig<Config>());
    const problem = findLimitsProblem(limits);
    if (problem !== undefined) {
      report(
        `this rule's configuration has minimumDays ${limits.minimum} and maximumDays ${limits.maximum}: ${problem}. ` +
          "Correct the policy configuration.",
      );
      return;
    }
    const days: unknown = args.props.daysUntilDisconnected;
    if (typeof days === "number" && isWithinDays(days, limits)) return;
    report(
      `daysUntilDisconnected ${describe(days)}, but ${limits.minimum} to ${limits.maximum} days are allowed here. ` +
        "Set lookout-intune:enrollmentSettings.daysUntilDisconnected to a whole number in that range.",
    );
  },
};

// The CLI fills the schema's defaults in; the SDK's own process does not.
function limitsOf({ minimumDays, maximumDays }: Config): DaysLimits {
  return { minimum: minimumDays ?? bound.minimum, maximum: maximumDays ?? bound.maximum };
}

/** Anything but a number is not repeated: it could be whatever was put there by mistake. */
function describe(days: unknown): string {
  if (days === undefined || days === null) return "is not set";
  return typeof days === "number" ? `is ${days}` : "is not a number";
}
