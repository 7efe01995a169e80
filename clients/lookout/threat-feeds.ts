import { z } from "zod";
import { uploadText, type FeedUpload } from "../../model/threat-feed-upload";
import type { ThreatFeedSettings } from "../../resources/lookout-threat-feed/lookout-threat-feed.schema";
import type { HttpAnswer } from "../http/client";
import { isNotFound, ServiceError } from "../http/service-error";
import type { LookoutApi } from "./api";
import type { UnsignedRequest } from "./signed-in";
import { readElements, readRefusedRows, type RefusedRow } from "./threat-feed-answers";
import { explainThreatFeedError } from "./threat-feed-error";

const collection = "/mgmt/threat-feeds/api/v1/threat-feeds";

/** A feed's elements may be megabytes on a slow line. */
const elementsTimeoutMs = 180_000;

const idsSchema = z.array(z.string());
const createdSchema = z.looseObject({ feedId: z.string().min(1) });
// What was never uploaded may be absent, null or zero: nothing documents it.
const feedSchema = z.looseObject({
  feedId: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  allowAnalysis: z.boolean().nullish(),
  elementsCount: z.coerce.number().nullish(),
  elementsUploadedAt: z.union([z.string(), z.number()]).nullish(),
});

/** A feed as Lookout has it, without its domains. */
export interface ThreatFeed {
  readonly feedId: string;
  readonly title: string;
  /** Undefined when it has none. */
  readonly description: string | undefined;
  readonly allowAnalysis: boolean;
  readonly elementsCount: number;
  /** When domains were last uploaded, as Lookout writes it; undefined before the first time. */
  readonly elementsUploadedAt: string | undefined;
}

/** Reads every feed that the key can see. The list itself holds ids only. */
export async function listThreatFeeds(api: LookoutApi): Promise<ThreatFeed[]> {
  const ids = read(idsSchema, await send(api, { method: "GET", path: collection }), "the list of feeds");
  const feeds = await Promise.all(ids.map((id) => getThreatFeed(api, id)));
  return feeds.filter((feed) => feed !== undefined);
}

/** Reads one feed; undefined when there is none with that id. */
export async function getThreatFeed(api: LookoutApi, feedId: string): Promise<ThreatFeed | undefined> {
  try {
    return toFeed(read(feedSchema, await send(api, { method: "GET", path: pathOf(feedId) }), "a feed"));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Makes a feed without domains; its id. Never repeated by itself after an answer that got lost. */
export async function createThreatFeed(api: LookoutApi, settings: ThreatFeedSettings): Promise<string> {
  const body = { feedType: "CSV", ...settings };
  return read(createdSchema, await send(api, { method: "POST", path: collection, body }), "a new feed").feedId;
}

/** Replaces title, description and the permission to analyse. */
export async function putThreatFeed(api: LookoutApi, feedId: string, settings: ThreatFeedSettings): Promise<void> {
  await send(api, { method: "PUT", path: pathOf(feedId), body: settings });
}

/** Deletes the feed with its domains; one that is not there is fine. */
export async function deleteThreatFeed(api: LookoutApi, feedId: string): Promise<void> {
  try {
    await send(api, { method: "DELETE", path: pathOf(feedId) });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Reads all domains of a feed, in their normal form. */
export async function getThreatFeedDomains(api: LookoutApi, feedId: string): Promise<Set<string>> {
  const answer = await send(api, {
    method: "GET",
    path: `${pathOf(feedId)}/elements`,
    headers: { Accept: "text/csv, application/problem+json" },
    timeoutMs: elementsTimeoutMs,
  });
  return readElements(answer.body);
}

/** Sends one request of an upload; the rows that Lookout refused. Never repeated by itself after an answer that got lost. */
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
  throw new ServiceError(`Lookout's answer is not ${what} as documented.`, answer.status);
}
