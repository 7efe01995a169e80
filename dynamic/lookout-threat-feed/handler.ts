import { canonicalJson, domainsDigest, maximumInlineDomains, threatFeedConsoleNote } from "../../domain";
import type { LookoutApi } from "../../services/lookout/api";
import {
  deleteThreatFeed,
  getThreatFeed,
  getThreatFeedDomains,
  type ThreatFeed,
} from "../../services/lookout/threat-feeds";
import { createLookoutApiService } from "../configuration";
import type { Handler, State } from "../handler";
import { isPresent, keepProvider, PartialFailure, pick, withoutProvider } from "../state";
import { bringFeed, HalfDone } from "./bringing";
import { checkInputs, domainsOf, inputNames, settingsOf } from "./inputs";
import { createOrAdopt, type TakenFeed } from "./taking";

/** Lookout's threat feed: its settings, and domains of which only those that changed are sent. */
export function createLookoutThreatFeedHandler(): Handler {
  const service = createLookoutApiService();
  return {
    configure({ config }) {
      service.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const { inputs, failures } = checkInputs(withoutProvider(news));
      return Promise.resolve({ inputs, failures: [...failures, ...service.failures()] });
    },

    diff(_id, olds, news) {
      return Promise.resolve({ changes: comparable(olds, news) !== comparable(news, news) });
    },

    async create(inputs) {
      const wanted = domainsOf(inputs);
      const api = service.client();
      const taken = await createOrAdopt(api, settingsOf(inputs), inputs.adopt === true);
      return { id: taken.feedId, outs: await bring(api, taken, inputs, wanted) };
    },

    async read(id, props) {
      const api = service.client();
      const feed = await getThreatFeed(api, id);
      return feed === undefined ? {} : { id, ...(await describe(api, props, feed)) };
    },

    async update(id, _olds, news) {
      return { outs: await bring(service.client(), { feedId: id, isNew: false }, news, domainsOf(news)) };
    },

    delete: (id) => deleteThreatFeed(service.client(), id),
  };
}

/** What decides whether something changed. A description that is not declared is not managed; where the domains come
 *  from, and `adopt`, change nothing in Lookout. */
function comparable(state: State, news: State): string {
  const { description, ...settings } = settingsOf(state);
  return canonicalJson({
    ...settings,
    description: isPresent(news.description) ? description : undefined,
    domainsDigest: state.domainsDigest,
  });
}

/** The same way for create and update: a create that is repeated finds what the first one did. */
async function bring(api: LookoutApi, taken: TakenFeed, inputs: State, wanted: readonly string[]): Promise<State> {
  try {
    const feed = await bringFeed(api, taken, settingsOf(inputs), new Set(wanted));
    return { ...inputs, ...observed(feed) };
  } catch (error) {
    if (!(error instanceof HalfDone)) throw error;
    throw new PartialFailure(taken.feedId, await describeHalfDone(api, taken.feedId, inputs), error);
  }
}

/** What Lookout has is recorded, not what was asked: the next run sees the difference even after a refresh. */
async function describeHalfDone(api: LookoutApi, feedId: string, inputs: State): Promise<State> {
  const unknown = { domainsDigest: null, domainsCount: null };
  try {
    const feed = await getThreatFeed(api, feedId);
    if (feed !== undefined) return (await describe(api, { ...inputs, ...unknown }, feed)).props;
  } catch {
    // The reason for the failure is told already; this look was for the record only.
  }
  return { ...inputs, ...unknown, ...observed({ feedId }) };
}

/** The feed as state: inputs as they would be declared for what Lookout has, and all outputs. */
async function describe(
  api: LookoutApi,
  props: State,
  feed: ThreatFeed,
): Promise<{ readonly props: State; readonly inputs: State }> {
  const outputs = observed(feed);
  const unchanged =
    isPresent(props.domainsDigest) &&
    props.elementsCount === outputs.elementsCount &&
    (props.elementsUploadedAt ?? null) === outputs.elementsUploadedAt;
  const inputs = keepProvider(props, {
    ...pick(props, inputNames),
    ...settingsFound(props, feed),
    ...(unchanged ? {} : domainsFound(props, await getThreatFeedDomains(api, feed.feedId))),
  });
  return { props: { ...inputs, ...outputs }, inputs };
}

function settingsFound(props: State, { title, description, allowAnalysis }: ThreatFeed): State {
  const declared = isPresent(props.description);
  // No description would mean an unmanaged one, and so no difference.
  return { title, allowAnalysis, ...(declared ? { description: description ?? "" } : {}) };
}

function domainsFound(props: State, found: ReadonlySet<string>): State {
  const { domains } = props;
  const declared = Array.isArray(domains) ? (domains as readonly string[]) : undefined;
  // In the declared order, so that the difference shows and nothing else.
  const listed = new Set([...(declared ?? []).filter((domain) => found.has(domain)), ...found]);
  return {
    ...(declared !== undefined && found.size <= maximumInlineDomains ? { domains: [...listed] } : {}),
    domainsDigest: domainsDigest(found),
    domainsCount: found.size,
  };
}

/** The outputs that Lookout decides. They never cause a change by themselves. */
function observed(feed: Partial<ThreatFeed>): State {
  return {
    feedId: feed.feedId,
    elementsCount: feed.elementsCount ?? null,
    elementsUploadedAt: feed.elementsUploadedAt ?? null,
    consoleNote: threatFeedConsoleNote,
  };
}
