import { createHash, X509Certificate } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTVerifyOptions } from "jose";
import { z } from "zod";
import { accept } from "../accept";
import type { TenantContext } from "../tenant-context";
import { EntraError } from "./entra-error-body";

const certificatesSchema = z.array(z.string().refine(isCertificate, "not a certificate in PEM"));
const federatedSchema = z.array(
  z.strictObject({
    issuer: z.url(),
    subject: z.string().min(1),
    /** The issuer's public keys; Entra itself fetches them from the issuer. */
    keys: z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) }),
  }),
);

interface AppCredentials {
  certificates: string[];
  federated: z.infer<typeof federatedSchema>;
}

/** What Entra expects of a federated token. Source:
 *  https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust */
const federatedAudience = "api://AzureADTokenExchange";

/** Clocks differ, and Microsoft's library rounds the beginning of an assertion up to the next second. */
const clockToleranceSeconds = 300;

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Certificates and federated credentials of the client's app registration, and the check of assertions against them. */
export class ClientAssertions {
  private readonly document: AppCredentials;

  constructor(private readonly context: TenantContext) {
    this.document = context.store.document<AppCredentials>("entra-app-credentials", () => ({
      certificates: [],
      federated: [],
    }));
  }

  /** `PUT /_tenant/entra/certificates` and `/_tenant/entra/federated-credentials`: an administrator registers them. */
  registerControl(app: FastifyInstance): void {
    app.put("/_tenant/entra/certificates", (request, reply) =>
      accept(reply, certificatesSchema, request.body, (certificates) => {
        this.change({ certificates });
      }),
    );
    app.put("/_tenant/entra/federated-credentials", (request, reply) =>
      accept(reply, federatedSchema, request.body, (federated) => {
        this.change({ federated });
      }),
    );
  }

  /** Throws Entra's error unless the assertion proves the client. */
  async check(type: unknown, assertion: string): Promise<void> {
    if (type !== assertionType) {
      throw new EntraError(
        400,
        "invalid_request",
        900144,
        "The request body must contain the following parameter: 'client_assertion_type'.",
      );
    }
    const { iss } = readClaims(assertion);
    await (iss === this.context.settings.clientId ? this.checkCertificate(assertion) : this.checkFederated(assertion));
  }

  private async checkCertificate(assertion: string): Promise<void> {
    const { baseUrl, clientId, tenantId } = this.context.settings;
    const header = decodeProtectedHeader(assertion) as { readonly x5t?: string; readonly "x5t#S256"?: string };
    const certificate = this.document.certificates
      .map((pem) => new X509Certificate(pem))
      .find(({ raw }) => header.x5t === thumbprint("sha1", raw) || header["x5t#S256"] === thumbprint("sha256", raw));
    const unknown = new EntraError(
      401,
      "invalid_client",
      700027,
      "The certificate with identifier used to sign the client assertion is not registered on application.",
    );
    if (certificate === undefined) throw unknown;
    const audience = `${baseUrl}/${tenantId}/oauth2/v2.0/token`;
    await this.verify(unknown, { audience, issuer: clientId, subject: clientId }, (options) =>
      jwtVerify(assertion, certificate.publicKey, options),
    );
  }

  private async checkFederated(assertion: string): Promise<void> {
    const { iss = "", sub = "" } = readClaims(assertion);
    const credential = this.document.federated.find(({ issuer, subject }) => issuer === iss && subject === sub);
    if (credential === undefined) {
      throw new EntraError(
        401,
        "invalid_client",
        700213,
        `No matching federated identity record found for presented assertion subject '${sub}'.`,
      );
    }
    const unsigned = new EntraError(401, "invalid_client", 50013, "Assertion failed signature validation.");
    const keys = createLocalJWKSet(credential.keys);
    await this.verify(unsigned, { audience: federatedAudience, issuer: iss, subject: sub }, (options) =>
      jwtVerify(assertion, keys, options),
    );
  }

  private async verify(
    otherwise: EntraError,
    options: JWTVerifyOptions,
    check: (options: JWTVerifyOptions) => Promise<unknown>,
  ): Promise<void> {
    try {
      await check({ ...options, currentDate: new Date(this.context.now()), clockTolerance: clockToleranceSeconds });
    } catch (error) {
      if (!(error instanceof errors.JWTExpired)) throw otherwise;
      throw new EntraError(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");
    }
  }

  private change(change: Partial<AppCredentials>): void {
    Object.assign(this.document, change);
    this.context.store.save("entra-app-credentials");
  }
}

function readClaims(assertion: string): { readonly iss?: string; readonly sub?: string } {
  try {
    return decodeJwt(assertion);
  } catch {
    throw new EntraError(401, "invalid_client", 50027, "JWT token is invalid or malformed.");
  }
}

function thumbprint(algorithm: string, raw: Buffer): string {
  return createHash(algorithm).update(raw).digest("base64url");
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
