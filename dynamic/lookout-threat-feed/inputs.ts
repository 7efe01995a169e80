import {
  domainsDigest,
  findDomainSourceProblem,
  threatFeedDefaults,
  threatFeedSchema,
  type ThreatFeedSettings,
} from "../../domain";
import type { CheckFailure, CheckResult, State } from "../handler";
import { isPresent, pick } from "../state";
import { findFailures, isUnknown, unknownValue } from "../unknown-values";
import { readDeclaredDomains } from "./declared-domains";

/** What stands for a file's content in state. Never declared: `ignoreChanges` may bring it back from there. */
const summaryNames: readonly string[] = ["domainsDigest", "domainsCount"];
export const inputNames = [...Object.keys(threatFeedSchema.shape), ...summaryNames];

/** Fills in defaults, brings the domains into their normal form, and finds everything that is wrong. */
export function checkInputs(news: State): CheckResult {
  const inputs = withDefaults(news);
  const source = findDomainSourceProblem(inputs);
  const failures = [
    ...findFailures(threatFeedSchema, inputs),
    ...(source === undefined ? [] : [{ property: "", reason: source }]),
  ];
  if (failures.some(concernsDomains)) return { inputs, failures };
  const declared = readDeclaredDomains(inputs);
  if (declared.failures.length > 0) return { inputs, failures: [...failures, ...declared.failures] };
  return { inputs: { ...inputs, ...summaryOf(inputs, declared.domains) }, failures };
}

/** The declared domains, read again. Throws when they are no longer those that were checked. */
export function domainsOf(inputs: State): readonly string[] {
  const { domains, failures } = readDeclaredDomains(inputs);
  const [failure] = failures;
  if (failure !== undefined) throw new Error(`LookoutThreatFeed: ${failure.property}: ${failure.reason}`);
  if (domains === undefined || domainsDigest(domains) !== inputs.domainsDigest) {
    throw new Error(
      `LookoutThreatFeed: domainsFile: ${String(inputs.domainsFile)} changed after this run had checked it, so nothing was uploaded; run again.`,
    );
  }
  return domains;
}

export function settingsOf(state: State): ThreatFeedSettings {
  const settings = { ...threatFeedDefaults, ...pick(state, ["title", "description", "allowAnalysis"]) };
  const { title, description, allowAnalysis } = settings as unknown as ThreatFeedSettings;
  return { title, ...(description === undefined ? {} : { description }), allowAnalysis };
}

function withDefaults(news: State): State {
  const given = Object.fromEntries(
    Object.entries(news).filter(([key, value]) => isPresent(value) && !summaryNames.includes(key)),
  );
  return { ...threatFeedDefaults, ...given };
}

/** A source that cannot be read as it is need not be read for its rows. */
function concernsDomains({ property }: CheckFailure): boolean {
  return property === "" || property.startsWith("domains");
}

function summaryOf(inputs: State, domains: readonly string[] | undefined): State {
  if (domains === undefined) return { domainsDigest: unknownValue, domainsCount: unknownValue };
  return {
    ...(isPresent(inputs.domains) && !isUnknown(inputs.domains) ? { domains } : {}),
    domainsDigest: domainsDigest(domains),
    domainsCount: domains.length,
  };
}
