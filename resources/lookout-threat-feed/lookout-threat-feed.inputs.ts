import { domainsDigest } from "../../model/domain-list";
import { findDomainSourceProblem, threatFeedSchema } from "./lookout-threat-feed.schema";
import type { CheckFailure, CheckResult, State } from "../provider/provider";
import { isPresent } from "../provider/state";
import { findFailures, isUnknown, unknownValue } from "../provider/unknown-values";
import { readDeclaredDomains } from "./declared-domains";

/** What stands for a file's content in state. Never declared: `ignoreChanges` may bring it back from there. */
const summaryNames: readonly string[] = ["domainsDigest", "domainsCount"];

/** Brings the domains into their normal form, and finds everything that is wrong. */
export function checkInputs(given: State): CheckResult {
  const inputs = Object.fromEntries(Object.entries(given).filter(([key]) => !summaryNames.includes(key)));
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
