import type { FastifyInstance, FastifyRequest } from "fastify";
import { armErrorBody } from "../arm/arm-error-body";
import type { Caller, TenantContext } from "../tenant-context";
import { verifyAccessToken, type TokenRefusal, audienceOf, type TokenService, type SigningKey } from "./access-tokens";

/** A service whose routes require a token for it. */
interface ProtectedService {
  readonly service: TokenService;
  readonly paths: RegExp;
  readonly refusal: (request: FastifyRequest, refusal: TokenRefusal, context: TenantContext) => object;
}

const protectedServices: readonly ProtectedService[] = [
  { service: "graph", paths: /^\/(v1\.0|beta)(\/|$|\?)/, refusal: graphRefusal },
  { service: "resourceManager", paths: /^\/(subscriptions|providers|_ingestion)(\/|$|\?)/i, refusal: armRefusal },
];

/** Requires a token for the service, and sets the caller on the request. */
export function authenticateCallers(app: FastifyInstance, context: TenantContext, key: SigningKey): void {
  app.decorateRequest("caller", null);
  app.addHook("onRequest", async (request, reply) => {
    const protectedService = protectedServices.find(({ paths }) => paths.test(request.url));
    if (protectedService === undefined) return;
    const verdict = await callerOf(request, context, key, protectedService.service);
    if ("refused" in verdict) {
      await reply.status(401).send(protectedService.refusal(request, verdict, context));
      return;
    }
    Object.assign(request, { caller: verdict });
  });
}

async function callerOf(
  request: FastifyRequest,
  context: TenantContext,
  key: SigningKey,
  service: TokenService,
): Promise<Caller | TokenRefusal> {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) return { refused: "Access token is empty.", because: "missing" };
  return verifyAccessToken(context, key, token, service);
}

function graphRefusal(request: FastifyRequest, { refused }: TokenRefusal, context: TenantContext): object {
  const clientRequestId = request.headers["client-request-id"];
  return {
    error: {
      code: "InvalidAuthenticationToken",
      message: refused,
      innerError: {
        date: new Date(context.now()).toISOString().slice(0, 19),
        "request-id": request.id,
        "client-request-id": typeof clientRequestId === "string" ? clientRequestId : request.id,
      },
    },
  };
}

function armRefusal(_request: FastifyRequest, { refused, because }: TokenRefusal, { settings }: TenantContext): object {
  const audience = audienceOf("resourceManager", settings);
  const [code, message] = {
    missing: ["AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."],
    expired: ["ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than current UTC time."],
    audience: [
      "InvalidAuthenticationTokenAudience",
      `The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences '${audience}','${audience}/'.`,
    ],
    invalid: ["InvalidAuthenticationToken", `The access token is invalid. ${refused}`],
  }[because] as [string, string];
  return armErrorBody({ code, message });
}
