import { domainsDigest } from "../../model/domain-list";
import { ownerShape } from "../../model/ownership";
import { findDomainSourceProblem, threatFeedSchema } from "./lookout-threat-feed.schema";
import type { CheckFailure, CheckResult, State } from "../provider/provider";
import { isPresent } from "../provider/state";
import { findFailures, isUnknown, unknownValue } from "../provider/unknown-values";
import { readDeclaredDomains } from "./declared-domains";

/** State keeps these instead of the file's content. They are not declared, but `ignoreChanges` may copy them from
 *  state. */
const summaryNames: readonly string[] = ["domainsDigest", "domainsCount"];

/** Normalizes the domains and lists all problems. */
export function checkInputs(given: State): CheckResult {
  const inputs = Object.fromEntries(Object.entries(given).filter(([key]) => !summaryNames.includes(key)));
  const source = findDomainSourceProblem(inputs);
  const failures = [
    ...findFailures(threatFeedSchema.extend(ownerShape), inputs),
    ...(source === undefined ? [] : [{ property: "", reason: source }]),
  ];
  if (failures.some(concernsDomains)) return { inputs, failures };
  const declared = readDeclaredDomains(inputs);
  if (declared.failures.length > 0) return { inputs, failures: [...failures, ...declared.failures] };
  return { inputs: { ...inputs, ...summaryOf(inputs, declared.domains) }, failures };
}

/** Reads the declared domains again. Throws if they changed since the check. */
export function domainsOf(inputs: State): readonly string[] {
  const { domains, failures } = readDeclaredDomains(inputs);
  const [failure] = failures;
  if (failure !== undefined) throw new Error(`LookoutThreatFeed: ${failure.property}: ${failure.reason}`);
  if (domains === undefined || domainsDigest(domains) !== inputs.domainsDigest) {
    throw new Error(
      `LookoutThreatFeed: domainsFile: ${String(inputs.domainsFile)} changed after this run had checked it, so nothing was uploaded; run this again.`,
    );
  }
  return domains;
}

/** Whether a failure concerns the source of the domains, which is then not read. */
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
