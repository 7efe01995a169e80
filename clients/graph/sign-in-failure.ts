import { describeConnectionFailure } from "../http/connection-failure";
import { interposedCode } from "../http/interposed-answer";
import { redact } from "../http/redaction";
import { ServiceError } from "../http/service-error";
import { nameOf } from "../configuration-source";
import { graphSettings, type GraphConfiguration, type GraphCredential } from "./graph-configuration";

/** Cause and fix by Entra's error code.
 *  Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const meanings: Readonly<Record<string, (configuration: GraphConfiguration) => string>> = {
  AADSTS7000215: () =>
    `the client secret is wrong; set ${nameOf(graphSettings.clientSecret)} to the secret's value (not its id)`,
  AADSTS7000222: () =>
    `the client secret has expired; create a new one and set ${nameOf(graphSettings.clientSecret)} to it`,
  AADSTS90002: wrongTenant,
  AADSTS900023: wrongTenant,
  AADSTS900021: wrongTenant,
  AADSTS700016: ({ tenantId, credential }) =>
    `the application ${clientIdOf(credential)} does not exist in the tenant ${tenantId}; correct ` +
    `${nameOf(graphSettings.clientId)} or ${nameOf(graphSettings.tenantId)}`,
  AADSTS7000112: ({ credential }) => `the application ${clientIdOf(credential)} is disabled; enable it in Entra`,
  AADSTS700213: federation,
  AADSTS70021: federation,
  AADSTS700027: ({ credential }) =>
    `the certificate is not registered for the application ${clientIdOf(credential)}; upload its public part in Entra under App ` +
    `registrations > Certificates, or correct ${nameOf(graphSettings.clientCertificatePath)}`,
  AADSTS700024: () => "the OIDC token has expired or is not yet valid; provide a new one",
};

/** Converts an error of the sign-in into one message that names the setting to correct. */
export function signInFailure(error: unknown, configuration: GraphConfiguration, loginOrigin: string): ServiceError {
  if (blamesNoSetting(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const clean = (message: string) => redact(message, secretsOf(configuration.credential));
  const code = /AADSTS\d+/.exec(text)?.[0];
  if (code !== undefined) {
    const meaning = Object.hasOwn(meanings, code) ? meanings[code]?.(configuration) : undefined;
    const reason = meaning ?? firstSentence(text.slice(text.indexOf(code)));
    const correlation = /Correlation ID:\s*([0-9a-f-]{36})/i.exec(text)?.[1];
    const ids = correlation === undefined ? code : `${code}, correlation id ${correlation}`;
    return new ServiceError(clean(`Sign-in to Entra failed: ${reason} (${ids}).`), 401, code);
  }
  const connection = connectionCodeOf(error, text);
  if (connection !== undefined || /endpoints_resolution_error|openid_config_error|network_error/.test(text)) {
    const setting = nameOf(
      configuration.metadataHost === undefined ? graphSettings.environment : graphSettings.metadataHost,
    );
    const reason = describeConnectionFailure(new URL(loginOrigin).host, connection, setting);
    return new ServiceError(clean(`Sign-in to Entra failed: ${reason}.`), undefined, connection);
  }
  const method = configuration.credential.kind;
  return new ServiceError(clean(`Sign-in to Entra with ${method} failed: ${firstSentence(text)}`));
}

/** Whether a sign-in failed although no setting is wrong: the service is throttled or broken, or something in between answered. */
export function blamesNoSetting(error: unknown): error is ServiceError {
  if (!(error instanceof ServiceError)) return false;
  return error.code === interposedCode || error.status === 429 || (error.status ?? 0) >= 500;
}

/** Returns the secrets of a credential, for redaction. */
export function secretsOf(credential: GraphCredential): string[] {
  switch (credential.kind) {
    case "client secret":
      return [credential.clientSecret];
    case "client certificate": {
      const { source, password } = credential.bundle;
      return [password, ...("base64" in source ? [source.base64] : [])];
    }
    case "OIDC": {
      const { assertion } = credential;
      if ("token" in assertion) return [assertion.token];
      return "requestToken" in assertion ? [assertion.requestToken] : [];
    }
    case "managed identity":
    case "Azure CLI":
      return [];
  }
}

function wrongTenant({ tenantId }: GraphConfiguration): string {
  return `there is no Entra tenant ${tenantId}; correct ${nameOf(graphSettings.tenantId)}`;
}

function federation({ credential }: GraphConfiguration): string {
  return (
    `the application ${clientIdOf(credential)} has no federated credential that matches the OIDC token; add one whose ` +
    "issuer, subject and audience are the token's"
  );
}

function clientIdOf(credential: GraphCredential): string {
  if (credential.kind === "Azure CLI") return "of the Azure CLI";
  return credential.clientId ?? "of the managed identity";
}

function connectionCodeOf(error: unknown, text: string): string | undefined {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const words = [code, text].flatMap((part) => part.match(/\b[A-Z_]{4,}\b/g) ?? []);
  return words.find((word) => /^E[A-Z]{4,}$|CERT|^UNABLE_TO_/.test(word));
}

function firstSentence(text: string): string {
  return (text.split(/\r?\n|\s-?\s?(?=Trace ID:|Correlation ID:)/)[0] ?? text).trim();
}
