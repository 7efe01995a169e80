import { z } from "zod";
import { findNearestName } from "../../model/nearest-name";
import { riskSchema, type Risk } from "../../model/risk";
import {
  isThreatClassification,
  threatClassifications,
  type ThreatClassification,
} from "../../model/threat-classification-ids";

/** The device group that all others inherit from. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
export const defaultDeviceGroup = "Default Group";

const perPlatformSchema = z
  .strictObject({ android: riskSchema.optional(), ios: riskSchema.optional() })
  .refine(
    ({ android, ios }) => android !== undefined || ios !== undefined,
    "no platform is named; set android, ios or both, or one risk for all",
  );

const riskChoiceSchema = z.union([riskSchema, perPlatformSchema], {
  error: (issue) =>
    issue.input !== null && typeof issue.input === "object"
      ? "set a risk for android, for ios or for both (none, advisory, low, medium, high)"
      : "a risk must be none, advisory, low, medium, high, or a map with android and ios",
});

const risksSchema = z.record(z.string(), riskChoiceSchema).superRefine((choices, context) => {
  for (const id of Object.keys(choices).filter((key) => !isThreatClassification(key))) {
    context.addIssue({ code: "custom", path: [id], message: unknownClassification(id), params: { wrongName: true } });
  }
});

/** Lookout's Protections > Policies: the risk of each managed classification. Classifications that you do not name
 *  are not managed. There are no defaults, because Lookout publishes none. */
export const threatClassificationsSchema = z
  .strictObject({
    risks: risksSchema,
    deviceGroups: z
      .record(
        z
          .string()
          .min(1, "the name of a device group is empty; enter the name that Lookout's console shows")
          .refine(
            (name) => name !== defaultDeviceGroup,
            `the property risks is for the ${defaultDeviceGroup}; set its classifications there`,
          ),
        risksSchema,
      )
      .optional(),
  })
  .refine(
    ({ risks, deviceGroups = {} }) =>
      [risks, ...Object.values(deviceGroups)].some((map) => Object.keys(map).length > 0),
    { message: "no classification is named; name at least one, or remove the resource", path: ["risks"] },
  );

/** One risk for every operating system that Lookout's console lists for the classification, or one per operating
 *  system. */
export type RiskChoice = Risk | { readonly android?: Risk; readonly ios?: Risk };
export type RiskChoices = Readonly<Record<string, RiskChoice>>;
export interface ThreatClassificationSettings {
  readonly risks: RiskChoices;
  /** Device groups that differ from the Default Group, by their name in Lookout's console. */
  readonly deviceGroups?: Readonly<Record<string, RiskChoices>>;
}

/** One risk for one group, classification and platform, after expanding shorthand. */
export interface DeclaredRisk {
  readonly deviceGroup: string;
  readonly classification: ThreatClassification;
  readonly platform: "all" | "android" | "ios";
  readonly risk: Risk;
}

/** Default: no device groups. */
export const threatClassificationDefaults = { deviceGroups: {} } as const;

/** Normalizes the settings: no empty groups, sorted keys. */
export function normalizeThreatClassifications(settings: ThreatClassificationSettings): ThreatClassificationSettings {
  const groups = Object.entries(settings.deviceGroups ?? {}).filter(([, choices]) => Object.keys(choices).length > 0);
  return {
    risks: sorted(settings.risks),
    deviceGroups: sorted(Object.fromEntries(groups.map(([name, choices]) => [name, sorted(choices)]))),
  };
}

/** All declared risks, the Default Group first, then by group, classification and platform. */
export function listDeclaredRisks(settings: ThreatClassificationSettings): DeclaredRisk[] {
  const { risks, deviceGroups = {} } = normalizeThreatClassifications(settings);
  return [[defaultDeviceGroup, risks] as const, ...Object.entries(deviceGroups)].flatMap(([deviceGroup, choices]) =>
    Object.entries(choices).flatMap(([classification, choice]) =>
      platformsOf(choice).map(([platform, risk]) => ({
        deviceGroup,
        classification: classification as ThreatClassification,
        platform,
        risk,
      })),
    ),
  );
}

function platformsOf(choice: RiskChoice): ["all" | "android" | "ios", Risk][] {
  if (typeof choice === "string") return [["all", choice]];
  const { android, ios } = choice;
  return [
    ...(android === undefined ? [] : [["android", android] as ["android", Risk]]),
    ...(ios === undefined ? [] : [["ios", ios] as ["ios", Risk]]),
  ];
}

function unknownClassification(id: string): string {
  const nearest = findNearestName(id, threatClassifications);
  const hint = nearest === undefined ? "use a documented id" : `did you mean ${nearest}?`;
  return `Lookout does not document this classification; ${hint}`;
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
