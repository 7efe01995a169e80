import type { ResourceValidationPolicy } from "@pulumi/policy";
import { daysUntilDisconnectedLimits, dynamicTypes } from "pulumi-lookout-intune/domain";
import { setUpGuide } from "./sources";

interface Config {
  readonly minimumDays?: number;
  readonly maximumDays?: number;
}

const { minimum, maximum } = daysUntilDisconnectedLimits;
const bound = { type: "integer", minimum, maximum } as const;

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
      minimumDays: { ...bound, default: minimum, description: "Fewest days allowed." },
      maximumDays: { ...bound, default: maximum, description: "Most days allowed." },
    },
  },
  validateResource: (args, report) => {
    if (args.type !== dynamicTypes.LookoutEnrollmentSettings) args.notApplicable("not Lookout's enrollment settings");
    const { minimumDays = minimum, maximumDays = maximum } = args.getConfig<Config>();
    if (minimumDays > maximumDays) {
      report(
        `this rule's configuration allows nothing: minimumDays is ${minimumDays} and maximumDays is ${maximumDays}. ` +
          "Correct the policy configuration.",
      );
      return;
    }
    const days: unknown = args.props.daysUntilDisconnected;
    if (typeof days === "number" && days >= minimumDays && days <= maximumDays) return;
    const found = typeof days === "number" ? `is ${days}` : "is not set";
    report(
      `daysUntilDisconnected ${found}, but ${minimumDays} to ${maximumDays} days are allowed here. ` +
        "Set lookout-intune:enrollmentSettings.daysUntilDisconnected in that range.",
    );
  },
};
