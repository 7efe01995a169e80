import { lookoutConsentUrl } from "../../model/lookout-endpoints";
import { canonicalJson } from "../../model/revision";
import {
  consentRole,
  ConsentStatus,
  tenantConsentDefaults,
  tenantConsentSchema,
  type TenantConsentSettings,
} from "./lookout-tenant-consent.schema";
import { createGraphService } from "../provider/provider-configuration";
import { log } from "../provider/diagnostics";
import type { RemovalNotice, ResourceProvider, State } from "../provider/provider";
import { withTenant } from "../provider/tenant";
import { asState, isPresent, pick, withoutProvider } from "../provider/state";
import { findFailures } from "../provider/unknown-values";
import { collectConsent } from "./lookout-tenant-consent.collect";

const kept: RemovalNotice = {
  action: "keep",
  effect: "Lookout's enterprise application and the tenant's consent stay in Entra",
  byHand: "if nothing else uses Lookout in this tenant, a Global Administrator withdraws the consent in Entra",
};

const resourceId = "lookout-tenant-consent";
const inputNames = Object.keys(tenantConsentSchema.shape);

/** Creates the provider of the consent to Lookout's enterprise application, which a Global Administrator gives.
 *  Read-only. */
export function createLookoutTenantConsentProvider(): ResourceProvider {
  const graph = createGraphService();

  async function collect(inputs: State, earlier: State = {}): Promise<State> {
    const observation = await collectConsent(() => graph.client(), settingsOf(inputs));
    const known = observation.consentStatus === ConsentStatus.NotChecked ? lastSeen(inputs, earlier) : undefined;
    const outputs = {
      consentLink: lookoutConsentUrl,
      consentBy: consentRole,
      ...observation,
      observedAt: new Date().toISOString(),
      ...(known && {
        ...known,
        consentNote: `Last seen at ${known.observedAt}: ${known.consentStatus}. Not checked since then: ${observation.consentNote}`,
      }),
    };
    return { ...inputs, ...asState(outputs) };
  }

  const provider: ResourceProvider = {
    configure({ config }) {
      graph.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const given = Object.entries(withoutProvider(news)).filter(([, value]) => isPresent(value));
      const inputs = { ...tenantConsentDefaults, ...Object.fromEntries(given) };
      return Promise.resolve({ inputs, failures: findFailures(tenantConsentSchema, inputs) });
    },

    // Observations never cause an update; `pulumi refresh` reads again.
    diff(_id, olds, news) {
      return Promise.resolve({ changes: canonicalJson(settingsOf(olds)) !== canonicalJson(settingsOf(news)) });
    },

    async create(inputs) {
      return { id: resourceId, outs: await collect(inputs) };
    },

    async read(id, props) {
      return { id, props: await collect(pick(props, [...inputNames, "__provider"]), props) };
    },

    async update(_id, olds, news) {
      return { outs: await collect(news, olds) };
    },

    delete() {
      log(`LookoutTenantConsent: ${kept.effect}.`);
      return Promise.resolve();
    },

    describeRemoval: () => kept,
  };
  return withTenant("LookoutTenantConsent", provider, graph);
}

/** What an earlier read showed of the same application and permissions; undefined if none did. A read that failed does not
 *  undo it. */
function lastSeen(inputs: State, earlier: State): LastSeen | undefined {
  const { consentStatus, observedAt } = earlier;
  const isSame = canonicalJson(settingsOf(inputs)) === canonicalJson(settingsOf(earlier));
  if (!isSame || typeof observedAt !== "string" || !isSeen(consentStatus)) return undefined;
  const found = pick(earlier, ["servicePrincipalId", "grantedPermissions", "missingPermissions"]);
  return { ...found, consentStatus, observedAt };
}

type LastSeen = State & { readonly consentStatus: string; readonly observedAt: string };

function isSeen(status: unknown): status is string {
  return typeof status === "string" && status !== ConsentStatus.NotChecked;
}

function settingsOf(state: State): TenantConsentSettings {
  return { ...tenantConsentDefaults, ...pick(state, inputNames) };
}
