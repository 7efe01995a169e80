import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { ConsentStatus } from "./lookout-tenant-consent.schema";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface LookoutTenantConsentArgs {
  /** Client id (a GUID) of Lookout's enterprise application. Lookout does not publish it; find it in Entra under
   *  Enterprise applications after the consent. Default: none, and nothing is checked unless `applicationName` is
   *  set. */
  applicationId?: pulumi.Input<string>;
  /** Exact display name to search for instead. Microsoft's documentation of 2017 calls it `Lookout MTP`; Microsoft
   *  does not document whether that is still the name. Default: none. */
  applicationName?: pulumi.Input<string>;
  /** Application permissions in Microsoft Graph that it must have. Default: those that Lookout documents
   *  (`documentedConsent`). */
  applicationPermissions?: pulumi.Input<pulumi.Input<string>[]>;
  /** Delegated permissions that it must have for all users. Default: `User.Read`. */
  delegatedPermissions?: pulumi.Input<pulumi.Input<string>[]>;
}

const provider = thinProvider("LookoutTenantConsent");

/** The tenant-wide consent to Lookout's enterprise application, which a Global Administrator gives once by opening
 *  `consentLink`. This resource is **read-only**: it never creates, changes or deletes the application, because
 *  deleting it would revoke the consent. It reads the consent when it is created, when its inputs change, and at
 *  every `pulumi refresh`. Reading needs the application permission Application.Read.All, and Directory.Read.All for
 *  delegated permissions.
 *
 *  ```ts
 *  const consent = new LookoutTenantConsent("lookout", { applicationId: "<client id>" });
 *  export const consentStatus = consent.consentStatus;
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class LookoutTenantConsent extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutTenantConsent;

  /** The link to open. */
  declare public readonly consentLink: pulumi.Output<string>;
  /** The role required to give the consent. */
  declare public readonly consentBy: pulumi.Output<string>;
  /** `not checked`, `missing`, `ambiguous`, `incomplete` or `found`. */
  declare public readonly consentStatus: pulumi.Output<ConsentStatus>;
  /** The reason for the status, and what could not be read. */
  declare public readonly consentNote: pulumi.Output<string>;
  /** Object id of the enterprise application; null unless exactly one was found. */
  declare public readonly servicePrincipalId: pulumi.Output<string | null>;
  /** Its permissions in Microsoft Graph. */
  declare public readonly grantedPermissions: pulumi.Output<string[]>;
  /** Expected permissions that it lacks. */
  declare public readonly missingPermissions: pulumi.Output<string[]>;
  /** When the consent was observed, ISO 8601. */
  declare public readonly observedAt: pulumi.Output<string>;

  constructor(name: string, args: LookoutTenantConsentArgs = {}, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      withSecretPaths({
        ...args,
        consentLink: undefined,
        consentBy: undefined,
        consentStatus: undefined,
        consentNote: undefined,
        servicePrincipalId: undefined,
        grantedPermissions: undefined,
        missingPermissions: undefined,
        observedAt: undefined,
      }),
      opts,
      dynamicModule,
      "LookoutTenantConsent",
    );
  }
}
