import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { TenantContext } from "../tenant-context";

export const lookoutTokenLifetimeSeconds = 7200;

/** Lookout's token endpoint, and the check of its access tokens. They are opaque, and expire with the tenant's process. */
export class LookoutSignIn {
  private readonly expiryByToken = new Map<string, number>();

  constructor(private readonly context: TenantContext) {}

  register(app: FastifyInstance): void {
    app.post<{ Body: Record<string, unknown> | undefined }>("/oauth2/token", (request, reply) => {
      if (bearerOf(request) !== this.context.settings.lookoutApplicationKey) {
        return reply
          .status(401)
          .send({ error: "invalid_client", error_description: "The application key is not valid." });
      }
      if (request.body?.grant_type !== "client_credentials") {
        return reply
          .status(400)
          .send({ error: "unsupported_grant_type", error_description: "Use client_credentials." });
      }
      return reply.send(this.issue());
    });
  }

  /** Answers 401 and returns false for a caller without a valid token. */
  async admit(request: FastifyRequest, refuse: () => FastifyReply): Promise<boolean> {
    const expiry = this.expiryByToken.get(bearerOf(request) ?? "");
    if (expiry !== undefined && expiry > this.context.now()) return true;
    await refuse();
    return false;
  }

  private issue(): object {
    const token = `local.${randomBytes(48).toString("base64url")}`;
    const expiresAt = this.context.now() + lookoutTokenLifetimeSeconds * 1000;
    this.expiryByToken.set(token, expiresAt);
    return {
      access_token: token,
      token_type: "Bearer",
      expires_at: expiresAt,
      expires_in: lookoutTokenLifetimeSeconds,
      scope: "",
    };
  }
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
}
