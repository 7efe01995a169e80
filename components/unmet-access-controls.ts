import { AppProtectionPlatform } from "../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { CompliancePlatform } from "../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { AccessControl, ConditionalAccessPlatform, ControlOperator } from "../model/conditional-access-policy";

/** The declared policies with which a device, or an app on it, can meet an access control. */
export interface DeclaredProtection {
  readonly compliance: readonly CompliancePlatform[];
  readonly appProtection: readonly AppProtectionPlatform[];
}

/** The requirements of a Conditional Access policy. */
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

/** Describes the access controls that the policy requires on a platform and no declared policy can meet. With `OR`, one control
 *  is enough. */
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
