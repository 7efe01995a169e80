import * as pulumi from "@pulumi/pulumi";
import type { FoundBefore } from "../../model/ownership";
import { defaultMtdPartner } from "../../model/mtd-partners";
import { ConfigurationMode } from "../../model/configuration-mode";
import { evidenceSubjects } from "../../model/integration/actions";
import { managedGooglePlayAppDefaults } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { connectorIdOf } from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { consoleSettingsTypeOf } from "../../resources/lookout-settings/console-settings";
import { wasIntegrated } from "../../resources/lookout-settings/compare-with-console";
import type { IntuneMtdConnector } from "../../resources/intune-mtd-connector/intune-mtd-connector.resource";
import { StackBaseline } from "../../resources/stack-baseline/stack-baseline.resource";
import type { IntegrationContext } from "../integration-tenant";
import type { LookoutIntuneIntegrationArgs } from "../integration-args";
import { outputOrExpected } from "../preview-values";

/** Name of the diagnostic setting unless another is declared. */
export const defaultDiagnosticSettingsName = "lookout-intune";

/** Declares the stack's id and the record of what was there before, which every other resource needs. */
export function declareBaseline(
  { name, resource, inOneTenant }: IntegrationContext,
  args: LookoutIntuneIntegrationArgs,
  mode: pulumi.Output<ConfigurationMode>,
): StackBaseline {
  const { intuneConnector, lookoutForWork, diagnosticSettings } = args;
  const { partner = defaultMtdPartner, partnerId } = intuneConnector;
  return new StackBaseline(
    `${name}-baseline`,
    {
      connectorId: pulumi
        .all([partner, partnerId])
        .apply(([named, id]) => connectorIdOf({ partner: named, partnerId: id })),
      ...(lookoutForWork?.android === undefined
        ? {}
        : { packageId: lookoutForWork.android.packageId ?? managedGooglePlayAppDefaults.packageId }),
      ...(diagnosticSettings === undefined
        ? {}
        : { diagnosticSettingsName: diagnosticSettings.name ?? defaultDiagnosticSettingsName }),
      gatewaySettings: inGatewayMode(
        mode,
        evidenceSubjects.flatMap((subject) => (args[subject] === undefined ? [] : [consoleSettingsTypeOf[subject]])),
      ),
    },
    { parent: resource, dependsOn: inOneTenant },
  );
}

/** A value that has a meaning in gateway mode only. */
export function inGatewayMode<T>(
  mode: pulumi.Output<ConfigurationMode>,
  value: T,
): pulumi.Output<pulumi.Unwrap<T> | undefined> {
  return mode.apply((known) => pulumi.output(known === ConfigurationMode.Gateway ? value : undefined));
}

/** Whether an integration was there before this stack. False in the preview that creates the stack, which has read nothing, and
 *  in a stack of an older release, whose baseline came later than its own connector. */
export function integratedBefore(
  baseline: StackBaseline,
  { settingsBefore }: IntuneMtdConnector,
): pulumi.Output<boolean> {
  const found = baseline.connectorBefore as pulumi.Output<FoundBefore | undefined>;
  const before = pulumi
    .all([found, settingsBefore])
    .apply(([connector, settings]) => settings !== undefined && wasIntegrated(connector));
  return outputOrExpected(baseline, before, pulumi.output(false));
}
