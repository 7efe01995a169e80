/** Names of settings that hold a credential. */
const credentialNames =
  /^(client_?secret|client_?certificate|password|passphrase|application_?key|api_?key|access_?key|private_?key|secret|token|access_?token|refresh_?token|(client_?)?certificate_?password|oidc_?(request_?)?token)$/i;

/** Texts that are credentials regardless of the setting's name: private keys, signed tokens, Entra client secrets
 *  (`xxx8Q~…`). */
const credentialTexts = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/,
  /(^|[^A-Za-z0-9])[A-Za-z0-9_.~-]{3}\dQ~[A-Za-z0-9_.~-]{31,34}($|[^A-Za-z0-9_.~-])/,
];

/** Whether a setting holds a credential, judging by its name or format. Numbers and booleans never do. */
export function isCredential(name: string, value: unknown): boolean {
  if (typeof value !== "string" || value === "") return false;
  return credentialNames.test(name) || credentialTexts.some((pattern) => pattern.test(value));
}
