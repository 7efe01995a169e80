import { azureadTypes, adoptsApplication } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { ts } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { idsSetting } from "../framework/rule-settings";
import { setUpGuide } from "../framework/sources";

export const vendorApplicationNotManaged = resourceRule({
  id: "entra-vendor-application-not-managed",
  title: "A vendor's application is not managed",
  demand: "The stack manages no enterprise application that existed before.",
  severity: "critical",
  tags: ["entra", "consent"],
  source: setUpGuide,
  why:
    "The next update changes a service principal with useExisting, and destroying the stack deletes it: that removes the vendor's application and the tenant-wide " +
    "consent, which only a Global Administrator can grant again.",
  fix: "Read the application with azuread.getServicePrincipal, or with LookoutTenantConsent.",
  bad: ts('new azuread.ServicePrincipal("lookout", { clientId, useExisting: true });'),
  good: ts("const lookout = azuread.getServicePrincipalOutput({ clientId });"),
  settings: z.strictObject({
    ownClientIds: idsSetting("Client ids of the organization's applications, which may be adopted."),
    vendorClientIds: idsSetting("Client ids of vendors' applications, which must not be managed."),
  }),
  types: [azureadTypes.ServicePrincipal],
  validate: ({ props, config: { ownClientIds, vendorClientIds } }, report) => {
    if (!adoptsApplication(props, { own: ownClientIds, vendors: vendorClientIds })) return;
    report(
      "this adopts an existing application, and a destroy would delete it with the tenant's consent. " +
        "Read it with azuread.getServicePrincipal instead.",
    );
  },
});
