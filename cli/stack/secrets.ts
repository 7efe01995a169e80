/** How Pulumi marks a secret in state. Source: sdk/go/common/resource/properties.go of github.com/pulumi/pulumi */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

export type Path = readonly (string | number)[];

/** A value of the state with decrypted secrets, and the paths of the secrets. */
export interface Revealed {
  readonly value: unknown;
  readonly secrets: readonly Path[];
}

/** Unwraps the secrets in the output of `pulumi stack export --show-secrets`. */
export function reveal(value: unknown, at: Path = []): Revealed {
  if (value === null || typeof value !== "object") return { value, secrets: [] };
  if (Array.isArray(value)) {
    const members = value.map((member: unknown, index) => reveal(member, [...at, index]));
    return { value: members.map((member) => member.value), secrets: members.flatMap(({ secrets }) => secrets) };
  }
  const plaintext = plaintextOf(value);
  if (plaintext !== undefined) return { value: reveal(plaintext.value).value, secrets: [at] };
  const members = Object.entries(value).map(([key, member]) => [key, reveal(member, [...at, key])] as const);
  return {
    value: Object.fromEntries(members.map(([key, member]) => [key, member.value])),
    secrets: members.flatMap(([, { secrets }]) => secrets),
  };
}

/** Undefined if it is not a secret. A secret that was not decrypted has no value. */
function plaintextOf(value: object): { readonly value: unknown } | undefined {
  const marked = value as Readonly<Record<string, unknown>>;
  if (marked[signatureKey] !== secretSignature) return undefined;
  return { value: typeof marked.plaintext === "string" ? JSON.parse(marked.plaintext) : undefined };
}

/** Whether a path is a secret, is inside one, or contains one. */
export function touchesSecret(secrets: readonly Path[], path: Path): boolean {
  return secrets.some((secret) => secret.every((step, at) => at >= path.length || path[at] === step));
}
