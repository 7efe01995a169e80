import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";

const file = join(checkout.root, "scripts", "published-permissions", "published.json");
const { endpoints } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly endpoints: Readonly<Record<string, readonly string[]>>;
};

/** The application permissions that Microsoft publishes for an endpoint, any of which opens it. */
export function publishedPermissions(endpoint: string): readonly string[] {
  return (
    endpoints[endpoint] ?? assert.fail(`${endpoint} is not in published.json; see scripts/published-permissions.ts`)
  );
}

/** The endpoint of a request, such as `GET /groups/{id}`, whose path has no version. */
export function endpointOf(method: string, path: string): string {
  const segments = (path.split("?")[0] ?? "").split("/");
  const isId = (segment: string) => /^(T_)?[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(decodeURIComponent(segment));
  return `${method} ${segments.map((segment) => (isId(segment) ? "{id}" : segment)).join("/")}`;
}
