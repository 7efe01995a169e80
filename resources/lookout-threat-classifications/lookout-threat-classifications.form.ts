import { guideLinks } from "../../model/guide-links";
import {
  defaultDeviceGroup,
  listDeclaredRisks,
  type ThreatClassificationSettings,
} from "./lookout-threat-classifications.schema";
import { Risk, titleOf } from "../../model/risk";
import { fullRole, type ConsoleForm } from "../../console/runbook/console-form";

const path = "Protections > Policies";
const platformTitles = { all: "", android: " on Android", ios: " on iOS" } as const;

/** Each hint appears once in a runbook. */
const hints: Partial<Record<Risk, string>> = {
  [Risk.Medium]: "Some consoles call this risk Moderate.",
  [Risk.Advisory]: "Requires Lookout's Advanced or Premium escalation; its effect in Intune is not documented.",
};

/** Lookout's policies: one row per classification, and one set of rows per device group.
 *  Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
export const threatClassificationsForm: ConsoleForm<ThreatClassificationSettings> = {
  title: "Lookout's threat classifications",
  signedInAs: fullRole,
  firstPath: path,
  laterPath: path,
  reference: guideLinks.threatReference,
  fields: (settings) => {
    const hinted = new Set<Risk>();
    return listDeclaredRisks(settings).map(({ deviceGroup, classification, platform, risk }) => {
      const hint = hinted.has(risk) ? undefined : hints[risk];
      hinted.add(risk);
      return {
        tab: deviceGroup === defaultDeviceGroup ? defaultDeviceGroup : `Device group ${deviceGroup}`,
        label: `Risk of ${classification}${platformTitles[platform]}`,
        value: titleOf(risk),
        ...(hint === undefined ? {} : { hint }),
      };
    });
  },
  firstFinish:
    "Save the policies. Lookout reassesses open issues, which can take a day and changes the compliance of devices.",
  laterFinish:
    "Save the policies. Lookout reassesses open issues, which can take a day and changes the compliance of devices.",
  undo: `in Lookout's console set the risks under ${path} to what you want from now on`,
  acknowledgedKey: "threatClassifications",
};
