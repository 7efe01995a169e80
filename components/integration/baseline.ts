import * as pulumi from "@pulumi/pulumi";
import { defaultMtdPartner } from "../../model/mtd-partners";
import { managedGooglePlayAppDefaults } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { connectorIdOf } from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { StackBaseline } from "../../resources/stack-baseline/stack-baseline.resource";
import type { IntegrationContext } from "../integration-tenant";
import type { LookoutIntuneIntegrationArgs } from "../integration-args";

/** Name of the diagnostic setting unless another is declared. */
export const defaultDiagnosticSettingsName = "lookout-intune";

/** Declares the stack's id and the record of what was there before, which every other resource needs. */
export function declareBaseline(
  { name, resource, inOneTenant }: IntegrationContext,
  { intuneConnector, lookoutForWork, diagnosticSettings }: LookoutIntuneIntegrationArgs,
): StackBaseline {
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
    },
    { parent: resource, dependsOn: inOneTenant },
  );
}
