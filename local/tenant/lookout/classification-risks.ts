import type {
  RiskChoice,
  RiskChoices,
} from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { Risk } from "../../../model/risk";
import type { AttributeChange } from "./event-log";

/** Risk names in Lookout's APIs. */
export const lookoutRisks = ["NONE", "ADVISORY", "LOW", "MEDIUM", "HIGH"] as const;
export type LookoutRisk = (typeof lookoutRisks)[number];
export type Platform = "ANDROID" | "IOS";

/** The risk of a classification: one for both platforms, or one per platform. */
export type StoredRisk = LookoutRisk | Partial<Readonly<Record<Platform, LookoutRisk>>>;
export type StoredRisks = Readonly<Record<string, StoredRisk>>;

const platforms: readonly Platform[] = ["ANDROID", "IOS"];

/** The risk on a platform; undefined when it was never set. */
export function riskOn(platform: Platform, risk: StoredRisk | undefined): LookoutRisk | undefined {
  return typeof risk === "string" ? risk : risk?.[platform];
}

/** The risks in an audit event: only changed ones, without `from` if nothing was set before. */
export function changesOfRisks(before: StoredRisks, after: StoredRisks): AttributeChange[] {
  const changes = Object.entries(after).flatMap(([name, risk]) =>
    platforms.flatMap((platform) => {
      const from = riskOn(platform, before[name]);
      const to = riskOn(platform, risk);
      return to === undefined || to === from ? [] : [{ name, ...(from === undefined ? {} : { from }), to }];
    }),
  );
  // The same change on both platforms is one change.
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

/** Merges risks. Platforms without a new risk keep theirs. */
export function mergeRisks(before: StoredRisks, after: StoredRisks): StoredRisks {
  const merged = Object.entries(after).map(([name, risk]): [string, StoredRisk] => {
    const onAndroid = riskOn("ANDROID", risk) ?? riskOn("ANDROID", before[name]);
    const onIos = riskOn("IOS", risk) ?? riskOn("IOS", before[name]);
    if (onAndroid !== undefined && onAndroid === onIos) return [name, onAndroid];
    return [
      name,
      { ...(onAndroid === undefined ? {} : { ANDROID: onAndroid }), ...(onIos === undefined ? {} : { IOS: onIos }) },
    ];
  });
  return { ...before, ...Object.fromEntries(merged) };
}

/** Converts declared risks to Lookout's names. */
export function storedRisksOf(choices: RiskChoices): StoredRisks {
  return Object.fromEntries(Object.entries(choices).map(([name, choice]) => [name, storedRiskOf(choice)]));
}

/** The actual values of the declared risks after manual changes. */
export function redeclareRisks(choices: RiskChoices, changed: StoredRisks): RiskChoices {
  const redeclared = Object.entries(mergeRisks(storedRisksOf(choices), changed)).filter(([name]) => name in choices);
  return Object.fromEntries(redeclared.map(([name, risk]) => [name, choiceOf(risk)]));
}

function storedRiskOf(choice: RiskChoice): StoredRisk {
  if (typeof choice === "string") return choice.toUpperCase() as LookoutRisk;
  const { android, ios } = choice;
  return {
    ...(android === undefined ? {} : { ANDROID: android.toUpperCase() as LookoutRisk }),
    ...(ios === undefined ? {} : { IOS: ios.toUpperCase() as LookoutRisk }),
  };
}

function choiceOf(risk: StoredRisk): RiskChoice {
  if (typeof risk === "string") return risk.toLowerCase() as Risk;
  const { ANDROID: android, IOS: ios } = risk;
  return {
    ...(android === undefined ? {} : { android: android.toLowerCase() as Risk }),
    ...(ios === undefined ? {} : { ios: ios.toLowerCase() as Risk }),
  };
}
