import { AppProtectionPlatform } from "../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { CompliancePlatform } from "../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { AccessControl, ConditionalAccessPlatform, ControlOperator } from "../model/conditional-access-policy";

/** What is declared that lets a device, or an app on it, meet an access control. */
export interface DeclaredProtection {
  readonly compliance: readonly CompliancePlatform[];
  readonly appProtection: readonly AppProtectionPlatform[];
}

/** What a Conditional Access policy asks for. */
export interface AskedControls {
  readonly includedPlatforms: readonly ConditionalAccessPlatform[];
  readonly grantControls: readonly AccessControl[];
  readonly operator: ControlOperator;
}

const complianceOf: Readonly<Record<ConditionalAccessPlatform, readonly CompliancePlatform[]>> = {
  [ConditionalAccessPlatform.Android]: [CompliancePlatform.AndroidWorkProfile, CompliancePlatform.AndroidDeviceOwner],
  [ConditionalAccessPlatform.Ios]: [CompliancePlatform.Ios],
};
const appProtectionOf: Readonly<Record<ConditionalAccessPlatform, AppProtectionPlatform>> = {
  [ConditionalAccessPlatform.Android]: AppProtectionPlatform.Android,
  [ConditionalAccessPlatform.Ios]: AppProtectionPlatform.Ios,
};

/** What the policy asks for on a platform while nothing that is declared gives it, in words; with `OR` one control is enough. */
export function findUnmetControls(asked: AskedControls, declared: DeclaredProtection): string[] {
  return asked.includedPlatforms.flatMap((platform) => {
    const unmet = asked.grantControls.filter((control) => !isMet(control, platform, declared));
    const someIsMet = unmet.length < asked.grantControls.length;
    if (asked.operator === ControlOperator.Any && someIsMet) return [];
    return unmet.map((control) => `${policyFor[control]} for ${platform}`);
  });
}

const policyFor: Readonly<Record<AccessControl, string>> = {
  [AccessControl.CompliantDevice]: "a compliance policy",
  [AccessControl.CompliantApplication]: "an app protection policy",
};

function isMet(control: AccessControl, platform: ConditionalAccessPlatform, declared: DeclaredProtection): boolean {
  return control === AccessControl.CompliantDevice
    ? complianceOf[platform].some((one) => declared.compliance.includes(one))
    : declared.appProtection.includes(appProtectionOf[platform]);
}
