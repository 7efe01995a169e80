import { z } from "zod";
import { uploadText, type FeedUpload } from "../../model/threat-feed-upload";
import type { ThreatFeedSettings } from "../../resources/lookout-threat-feed/lookout-threat-feed.schema";
import type { HttpAnswer } from "../http/http-client";
import { isNotFound, ServiceError } from "../http/service-error";
import type { LookoutApi } from "./lookout-api";
import type { UnsignedRequest } from "./lookout-token";
import { explainThreatFeedError, readElements, readRefusedRows, type RefusedRow } from "./threat-feed-answers";

const collection = "/mgmt/threat-feeds/api/v1/threat-feeds";

/** Timeout for a feed's domains, in ms: they may be several megabytes. */
const elementsTimeoutMs = 180_000;

const idsSchema = z.array(z.string());
const createdSchema = z.looseObject({ feedId: z.string().min(1) });
// Lookout does not document whether a property without an upload is absent, null or zero.
const feedSchema = z.looseObject({
  feedId: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  allowAnalysis: z.boolean().nullish(),
  elementsCount: z.coerce.number().nullish(),
  elementsUploadedAt: z.union([z.string(), z.number()]).nullish(),
});

/** A feed in Lookout, without its domains. */
export interface ThreatFeed {
  readonly feedId: string;
  readonly title: string;
  /** Undefined when it has none. */
  readonly description: string | undefined;
  readonly allowAnalysis: boolean;
  readonly elementsCount: number;
  /** Time of the last upload, in Lookout's format; undefined before the first upload. */
  readonly elementsUploadedAt: string | undefined;
}

/** Lists all feeds that the key can access. Lookout's list contains ids only, so each feed is read individually. */
export async function listThreatFeeds(api: LookoutApi): Promise<ThreatFeed[]> {
  const ids = await listThreatFeedIds(api);
  const feeds = await Promise.all(ids.map((id) => getThreatFeed(api, id)));
  return feeds.filter((feed) => feed !== undefined);
}

export async function listThreatFeedIds(api: LookoutApi): Promise<string[]> {
  return read(idsSchema, await send(api, { method: "GET", path: collection }), "the list of feeds");
}

/** Reads one feed; undefined when no feed has that id. */
export async function getThreatFeed(api: LookoutApi, feedId: string): Promise<ThreatFeed | undefined> {
  try {
    return toFeed(read(feedSchema, await send(api, { method: "GET", path: pathOf(feedId) }), "a feed"));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Creates a feed without domains and returns its id. Not retried after a lost response. */
export async function createThreatFeed(api: LookoutApi, settings: ThreatFeedSettings): Promise<string> {
  const body = { feedType: "CSV", ...settings };
  return read(createdSchema, await send(api, { method: "POST", path: collection, body }), "a new feed").feedId;
}

/** Replaces title, description and `allowAnalysis`. */
export async function putThreatFeed(api: LookoutApi, feedId: string, settings: ThreatFeedSettings): Promise<void> {
  await send(api, { method: "PUT", path: pathOf(feedId), body: settings });
}

/** Deletes a feed with its domains. Deleting a missing feed is not an error. */
export async function deleteThreatFeed(api: LookoutApi, feedId: string): Promise<void> {
  try {
    await send(api, { method: "DELETE", path: pathOf(feedId) });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Reads all domains of a feed, normalized. */
export async function getThreatFeedDomains(api: LookoutApi, feedId: string): Promise<Set<string>> {
  const answer = await send(api, {
    method: "GET",
    path: `${pathOf(feedId)}/elements`,
    headers: { Accept: "text/csv, application/problem+json" },
    timeoutMs: elementsTimeoutMs,
  });
  return readElements(answer.body);
}

/** Sends one request of an upload and returns the rows that Lookout refused. Not retried after a lost response. */
export async function uploadDomains(api: LookoutApi, feedId: string, upload: FeedUpload): Promise<RefusedRow[]> {
  return readRefusedRows((await send(api, requestOf(`${pathOf(feedId)}/elements`, upload))).body);
}

function requestOf(elements: string, upload: FeedUpload): UnsignedRequest {
  if (upload.kind === "incrementalUpdates") {
    return {
      method: "POST",
      path: `${elements}/incremental-updates`,
      body: { operations: upload.operations },
      timeoutMs: elementsTimeoutMs,
    };
  }
  const form = new FormData();
  form.set("file", new Blob([uploadText(upload)], { type: "text/csv" }), "domains.csv");
  return {
    method: "POST",
    path: `${elements}?uploadType=${upload.kind === "overwrite" ? "OVERWRITE" : "INCREMENTAL"}`,
    headers: { Accept: "text/csv, application/problem+json" },
    body: form,
    timeoutMs: elementsTimeoutMs,
  };
}

function send(api: LookoutApi, request: UnsignedRequest): Promise<HttpAnswer> {
  return api.send({ ...request, explain: explainThreatFeedError });
}

function pathOf(feedId: string): string {
  return `${collection}/${encodeURIComponent(feedId)}`;
}

function toFeed(feed: z.infer<typeof feedSchema>): ThreatFeed {
  const { feedId, title, description, allowAnalysis, elementsCount, elementsUploadedAt } = feed;
  return {
    feedId,
    title,
    description: description ?? undefined,
    allowAnalysis: allowAnalysis ?? false,
    elementsCount: elementsCount ?? 0,
    elementsUploadedAt: elementsUploadedAt?.toString(),
  };
}

function read<T>(schema: z.ZodType<T>, answer: HttpAnswer, what: string): T {
  const result = schema.safeParse(answer.body);
  if (result.success) return result.data;
  throw new ServiceError(`Lookout's response is not ${what} as documented.`, answer.status);
}
