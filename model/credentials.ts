/** Names of settings that hold a credential. */
const credentialNames =
  /^(client_?secret|client_?certificate|password|passphrase|application_?key|api_?key|access_?key|private_?key|secret|token|access_?token|refresh_?token|(client_?)?certificate_?password|oidc_?(request_?)?token)$/i;

/** Texts that are credentials regardless of the setting's name: private keys and Entra client secrets (`xxx8Q~…`). */
const credentialTexts = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /(^|[^A-Za-z0-9])[A-Za-z0-9_.~-]{3}\dQ~[A-Za-z0-9_.~-]{31,34}($|[^A-Za-z0-9_.~-])/,
];

/** Whether a setting holds a credential, judging by its name or format. Numbers and booleans never do. */
export function isCredential(name: string, value: unknown): boolean {
  if (typeof value !== "string" || value === "") return false;
  return credentialNames.test(name) || credentialTexts.some((pattern) => pattern.test(value)) || hasSignedToken(value);
}

/** Whether a text contains a signed token: three parts in base64, joined with dots, of which the first is JSON. */
function hasSignedToken(text: string): boolean {
  return text.split(/[^\w.-]/).some((word) =>
    word.split(".").some((part, index, parts) => {
      const [payload = "", signature = ""] = parts.slice(index + 1, index + 3);
      return /(?:^|-)eyJ[\w-]{8}/.test(part) && payload.length >= 8 && signature !== "";
    }),
  );
}
