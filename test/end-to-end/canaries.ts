/** Finds credentials in what a run left: as they are, encoded, in parts, and broken over lines. */
export function findCanaries(left: string, canaries: Readonly<Record<string, string>>): string[] {
  const joined = left.replace(/\\n|[\s"',+]/g, "");
  return Object.entries(canaries).flatMap(([name, canary]) =>
    Object.entries(formsOf(canary)).flatMap(([form, text]) =>
      left.includes(text) || joined.includes(text) ? [`${name}, ${form}`] : [],
    ),
  );
}

/** The shortest part that is told from a coincidence. */
const shortestPart = 12;

function formsOf(canary: string): Record<string, string> {
  const bytes = Buffer.from(canary, "utf8");
  const half = Math.max(shortestPart, Math.ceil(canary.length / 2));
  return {
    "as it is": canary,
    "its beginning": canary.slice(0, half),
    "its end": canary.slice(-half),
    reversed: Buffer.from(bytes).reverse().toString("utf8"),
    "URL-encoded": encodeURIComponent(canary),
    "every character URL-encoded": [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    "in hexadecimal": bytes.toString("hex"),
    // A text may begin at any of three places of a base64 group. What shares a group with its neighbors is left out.
    ...Object.fromEntries(
      [0, 1, 2].flatMap((offset) => {
        const text = Buffer.concat([Buffer.alloc(offset), bytes])
          .toString("base64")
          .replace(/=+$/, "");
        const own = text.slice(offset === 0 ? 0 : 4, -4);
        return [
          [`in base64 at ${String(offset)}`, own],
          [`in base64url at ${String(offset)}`, own.replaceAll("+", "-").replaceAll("/", "_")],
        ];
      }),
    ),
  };
}
