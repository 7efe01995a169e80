import * as pulumi from "@pulumi/pulumi";
import type { FoundBefore } from "../../model/ownership";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { IntuneLogCategory } from "./intune-diagnostic-settings.schema";
import type { ObjectHandlingArgs } from "../graph-object/graph-object.args";
import { removalOutputs } from "../provider/removal-outputs";
import { adoptionInput } from "../provider/adoption-input";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

/** An event hub that receives logs. */
export interface DiagnosticEventHubArgs {
  /** Resource id of an authorization rule of the Event Hubs namespace. */
  authorizationRuleId: pulumi.Input<string>;
  /** Name of the event hub. Default: Azure uses one hub per category. */
  name?: pulumi.Input<string>;
}

export interface IntuneDiagnosticSettingsArgs extends Pick<ObjectHandlingArgs, "onRemoval"> {
  /** Adopt an existing setting of this name and overwrite it. Default: false; an existing setting that differs from
   *  the declaration is then an error. */
  adopt?: pulumi.Input<boolean>;
  /** Whether the setting was there before this stack, from `StackBaseline`. After an interrupted run, it
   *  distinguishes the setting of this stack from that of somebody else. Default: what the first run finds. */
  foundBefore?: pulumi.Input<FoundBefore>;
  /** The setting's name, without `/ \ ? # %`; an existing setting is identified by it. Changing it replaces the
   *  setting. */
  name: pulumi.Input<string>;
  /** Resource id of a Log Analytics workspace that receives the logs. At least one destination is required. */
  workspaceId?: pulumi.Input<string>;
  /** Resource id of a storage account that receives the logs. */
  storageAccountId?: pulumi.Input<string>;
  /** An event hub that receives the logs. */
  eventHub?: pulumi.Input<DiagnosticEventHubArgs>;
  /** The categories to send, in any order: `AuditLogs`, `OperationalLogs`, `DeviceComplianceOrg`, `Devices`,
   *  `Windows365AuditLogs`. Default: `OperationalLogs` and `DeviceComplianceOrg`. The others of these five are
   *  disabled; further categories in Intune are kept unchanged. */
  categories?: pulumi.Input<pulumi.Input<IntuneLogCategory>[]>;
}

const provider = thinProvider("IntuneDiagnosticSettings");

/** Where Intune sends its logs, for the whole tenant. The setting is in Azure Resource Manager, not in Graph, and
 *  uses the same credentials. They need the permissions Microsoft.Intune/diagnosticSettings/read, write and delete at
 *  the scope /providers/Microsoft.Intune. Microsoft documents neither which role grants them to an application, nor
 *  which national clouds have diagnostic settings of Intune. Earlier events are not sent.
 *
 *  ```ts
 *  new IntuneDiagnosticSettings("intune-logs", { name: "lookout", workspaceId: workspace.id });
 *  ```
 *
 *  Source: https://learn.microsoft.com/mem/intune/fundamentals/review-logs-using-azure-monitor */
export class IntuneDiagnosticSettings extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneDiagnosticSettings;

  /** The setting's name. */
  declare public readonly name: pulumi.Output<string>;
  /** The setting's id in Azure Resource Manager. */
  declare public readonly resourceId: pulumi.Output<string>;
  /** Whether the setting existed before and was adopted. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** Id of the Entra tenant in which the object is. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Intune, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: IntuneDiagnosticSettingsArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { resourceId: undefined, adopted: undefined, ...removalOutputs };
    super(
      provider,
      name,
      withSecretPaths({ ...args, ...adoptionInput("IntuneDiagnosticSettings", args), ...outputs }),
      opts,
      dynamicModule,
      "IntuneDiagnosticSettings",
    );
  }
}
