import multipart from "@fastify/multipart";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { findProblems } from "../../../model/validation";
import type { TenantContext } from "../tenant-context";
import {
  isAccepted,
  readAction,
  readFeedRows,
  refusedAsCsv,
  refusedAsJson,
  UnreadableUpload,
  type FeedRow,
} from "./threat-feed-rows";
import { ThreatFeedState, type FeedOperation, type StoredFeed } from "./threat-feed-state";

const maximumFileBytes = 7_000_000;
const maximumUpdateBytes = 2_000_000;
const maximumOperations = 15_000;

const text = z.string().min(8).max(255);
const settingsShape = { title: text, description: text.optional(), allowAnalysis: z.boolean().default(false) };
const newFeedSchema = z.looseObject({ feedType: z.literal("CSV"), ...settingsShape });
const changesSchema = z.object({ ...settingsShape, title: text.optional(), allowAnalysis: z.boolean().optional() });
const operationsSchema = z.object({
  operations: z.array(z.object({ domain: z.string(), action: z.string() })),
});

interface FeedParams {
  readonly feedId: string;
}

/** The Threat Feed API. It reports refused domains in a response with status 200. */
export function registerThreatFeeds(app: FastifyInstance, context: TenantContext): void {
  void app.register(
    async (api) => {
      await api.register(multipart, { limits: { fileSize: maximumFileBytes, files: 1 } });
      api.addContentTypeParser("text/csv", { parseAs: "string" }, (_request, body, done) => {
        done(null, body);
      });
      api.setErrorHandler(answerError);
      const feeds = new ThreatFeedState(context);
      registerFeeds(api, feeds);
      registerElements(api, feeds, context);
    },
    { prefix: "/mgmt/threat-feeds/api/v1/threat-feeds" },
  );
}

function registerFeeds(api: FastifyInstance, feeds: ThreatFeedState): void {
  api.get("", () => feeds.feeds().map(({ feedId }) => feedId));
  api.post("", (request, reply) => {
    const { title, description, allowAnalysis } = read(newFeedSchema, request.body);
    if (feeds.feeds().length > 0) {
      return problem(request, reply, 400, "Bad Request", "Tenant reached the max allowed feed limit");
    }
    const { feedId } = feeds.create({ title, description, allowAnalysis });
    return reply.status(201).send({ feedId });
  });
  api.get<{ Params: FeedParams }>("/:feedId", (request, reply) => {
    const feed = feeds.feed(request.params.feedId);
    return feed === undefined ? notFound(request, reply) : reply.send(present(feeds, feed));
  });
  api.put<{ Params: FeedParams }>("/:feedId", (request, reply) => {
    const changes = read(changesSchema, request.body);
    const feed = feeds.feed(request.params.feedId);
    if (feed === undefined) return notFound(request, reply);
    feeds.change(feed.feedId, changes);
    return reply.status(200).send();
  });
  api.delete<{ Params: FeedParams }>("/:feedId", (request, reply) => {
    const feed = feeds.feed(request.params.feedId);
    if (feed === undefined) return notFound(request, reply);
    feeds.remove(feed.feedId);
    return reply.status(200).send();
  });
}

function registerElements(api: FastifyInstance, feeds: ThreatFeedState, context: TenantContext): void {
  api.get<{ Params: FeedParams }>("/:feedId/elements", (request, reply) => {
    const feed = feeds.feed(request.params.feedId);
    if (feed === undefined) return notFound(request, reply);
    return reply.type("text/csv").send(["domain", ...feeds.domains(feed.feedId), ""].join("\n"));
  });

  api.post<{ Params: FeedParams; Querystring: { readonly uploadType?: string } }>(
    "/:feedId/elements",
    async (request, reply) => {
      const feed = feeds.feed(request.params.feedId);
      if (feed === undefined) return notFound(request, reply);
      const { uploadType } = request.query;
      if (uploadType !== "OVERWRITE" && uploadType !== "INCREMENTAL") {
        return problem(request, reply, 400, "Bad Request", "uploadType is OVERWRITE or INCREMENTAL");
      }
      const csv = await readFile(request);
      const overwrite = uploadType === "OVERWRITE";
      const { accepted, refused } = sort(readFeedRows(csv, overwrite ? ["domain"] : ["domain", "action"]));
      if (overwrite) {
        feeds.overwrite(
          feed.feedId,
          accepted.map(({ domain }) => domain),
        );
      } else feeds.apply(feed.feedId, accepted.map(toOperation), true);
      return reply.type("text/csv").send(refusedAsCsv(refused, !overwrite));
    },
  );

  api.post<{ Params: FeedParams }>(
    "/:feedId/elements/incremental-updates",
    { bodyLimit: maximumUpdateBytes },
    (request, reply) => {
      const feed = feeds.feed(request.params.feedId);
      if (feed === undefined) return notFound(request, reply);
      const rows = readOperations(request.body);
      if (rows.length > maximumOperations) {
        return problem(request, reply, 413, "Payload Too Large", `At most ${maximumOperations} operations are taken`);
      }
      const { accepted, refused } = sort(rows);
      feeds.apply(feed.feedId, accepted.map(toOperation), false);
      const { threatFeedUpdateAnswer, threatFeedErrorIndex } = context.settings.unknowns;
      return threatFeedUpdateAnswer === "csv" || typeof request.body === "string"
        ? reply.type("text/csv").send(refusedAsCsv(refused, true))
        : reply.send(refusedAsJson(refused, threatFeedErrorIndex));
    },
  );
}

async function readFile(request: FastifyRequest): Promise<string> {
  const file = request.isMultipart() ? await request.file() : undefined;
  if (file?.fieldname !== "file") throw new UnreadableUpload("The form has no file");
  return (await file.toBuffer()).toString("utf8");
}

function readOperations(body: unknown): FeedRow[] {
  if (typeof body === "string") return readFeedRows(body, ["domain", "action"]);
  return read(operationsSchema, body).operations.map(({ domain, action }, index) => ({
    row: index + 1,
    domain,
    action: readAction(action),
  }));
}

function sort(rows: readonly FeedRow[]): { readonly accepted: FeedRow[]; readonly refused: FeedRow[] } {
  return {
    accepted: rows.filter(({ domain }) => isAccepted(domain)),
    refused: rows.filter(({ domain }) => !isAccepted(domain)),
  };
}

function toOperation({ domain, action = "add" }: FeedRow): FeedOperation {
  return { domain, action };
}

function present(feeds: ThreatFeedState, feed: StoredFeed): object {
  return { ...feed, feedType: "CSV", elementsCount: feeds.domains(feed.feedId).length };
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const [first] = findProblems(schema, body);
  if (first !== undefined) throw new UnreadableUpload(`${first.path}: ${first.message}`);
  return schema.parse(body);
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof UnreadableUpload) return problem(request, reply, 400, "Bad Request", error.message);
  if (error.statusCode === 413) return problem(request, reply, 413, "Payload Too Large", "The upload is too large");
  const status = error.statusCode ?? 500;
  return problem(request, reply, status, status < 500 ? "Bad Request" : "Internal Server Error", error.message);
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return problem(request, reply, 404, "Not Found", "There is no feed with this id");
}

/** RFC 9457, as the API declares its errors. */
function problem(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
): FastifyReply {
  const body = { type: "about:blank", title, status, detail, instance: request.url.split("?")[0] };
  return reply.status(status).type("application/problem+json").send(body);
}
