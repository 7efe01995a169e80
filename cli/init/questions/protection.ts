import { Option } from "commander";
import { z } from "zod";
import { DeviceThreatLevel } from "pulumi-lookout-intune/internal/model/device-threat-level";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import { question } from "../question";

/** The answer for no compliance policies. */
export const noCompliance = "none";

const threatLevels = [...Object.values(DeviceThreatLevel), noCompliance] as const;

/** What protects devices. An existing integration has it in Intune, so only init asks. */
export const protectionQuestions = {
  platforms: question({
    schema: z
      .array(z.enum(CompliancePlatform, { error: "a platform is ios, androidWorkProfile or androidDeviceOwner" }))
      .min(1, "name at least one platform; otherwise nothing is protected"),
    meaning: "platforms to protect (ios, androidWorkProfile, androidDeviceOwner)",
    flags: [
      new Option("--platform <platform...>", `platforms to protect: ${Object.values(CompliancePlatform).join(", ")}`),
    ],
    prompt: ({ ask }) =>
      ask.chooseSeveral("Which platforms should be protected?", [
        { value: CompliancePlatform.Ios, name: "iOS and iPadOS" },
        { value: CompliancePlatform.AndroidWorkProfile, name: "Android Enterprise, work profile on personal devices" },
        { value: CompliancePlatform.AndroidDeviceOwner, name: "Android Enterprise, company devices" },
      ]),
  }),
  threatLevel: question({
    schema: z.enum(threatLevels, {
      error:
        "the threat level is secured, low, medium or high, from strict to lenient, or none for no compliance policies",
    }),
    meaning: "highest threat level of a compliant device (secured, low, medium, high), or none",
    flags: [
      new Option("--threat-level <level>", `highest threat level of a compliant device: ${threatLevels.join(", ")}`),
    ],
    prompt: ({ ask }) =>
      ask.choose<(typeof threatLevels)[number]>("Highest threat level of a compliant device", [
        { value: DeviceThreatLevel.Secured, name: "secured: no threat at all" },
        { value: DeviceThreatLevel.Low, name: "low" },
        { value: DeviceThreatLevel.Medium, name: "medium" },
        { value: DeviceThreatLevel.High, name: "high: every threat passes" },
        { value: noCompliance, name: "none: this stack declares no compliance policies" },
      ]),
  }),
  lookoutForWork: question({
    schema: z.boolean({ error: "must be true (the stack assigns the app) or false" }),
    meaning: "whether the stack assigns the app",
    flags: [new Option("--no-app", "do not assign the app Lookout for Work (default: assign it)")],
    default: true,
    // Commander passes true if --no-app is missing, so that the file can still set it to false.
    fromFlags: ({ app }) => (app === false ? false : undefined),
    prompt: () => Promise.resolve(true),
  }),
};
