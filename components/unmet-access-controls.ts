import { AppProtectionPlatform } from "../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { CompliancePlatform } from "../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { AccessControl, ConditionalAccessPlatform, ControlOperator } from "../model/conditional-access-policy";

/** The declared policies with which a device, or an app on it, can meet an access control. */
export interface DeclaredControls {
  readonly compliance: readonly CompliancePlatform[];
  readonly appProtection: readonly AppProtectionPlatform[];
}

/** The requirements of a Conditional Access policy. */
export interface RequiredControls {
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
export function findUnmetControls(required: RequiredControls, declared: DeclaredControls): string[] {
  return required.includedPlatforms.flatMap((platform) => {
    const unmet = required.grantControls.filter((control) => !isControlMet(control, platform, declared));
    const isAnyMet = unmet.length < required.grantControls.length;
    if (required.operator === ControlOperator.Any && isAnyMet) return [];
    return unmet.map((control) => `${policyFor[control]} for ${platform}`);
  });
}

const policyFor: Readonly<Record<AccessControl, string>> = {
  [AccessControl.CompliantDevice]: "a compliance policy",
  [AccessControl.CompliantApplication]: "an app protection policy",
};

function isControlMet(
  control: AccessControl,
  platform: ConditionalAccessPlatform,
  declared: DeclaredControls,
): boolean {
  return control === AccessControl.CompliantDevice
    ? complianceOf[platform].some((one) => declared.compliance.includes(one))
    : declared.appProtection.includes(appProtectionOf[platform]);
}
