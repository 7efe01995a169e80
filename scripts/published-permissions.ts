import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../local/checkout";
import { printToStdout as print, runScript } from "../local/output";
import { endpointsOf, memberNamesEndpoint } from "./published-permissions/endpoints";

/** Microsoft's file, as far as it is read here. */
interface Reference {
  readonly permissions: Readonly<Record<string, { readonly pathSets: readonly PathSet[] }>>;
}
interface PathSet {
  readonly schemeKeys: readonly string[];
  readonly methods: readonly string[];
  readonly paths: Readonly<Record<string, string>>;
}

/** Writes `published-permissions/published.json`, the application permissions that Microsoft publishes for each endpoint that we
 *  use, from permissions/new/permissions.json of https://github.com/microsoftgraph/microsoft-graph-devx-content:
 *  `node dist/scripts/published-permissions.js <that file> <its commit> <the commit's date>`. */
runScript(() => {
  const [file = "", commit = "", date = ""] = process.argv.slice(2);
  const { permissions } = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, "")) as Reference;
  const used = [...Object.values(endpointsOf).flatMap(({ read, write }) => [...read, ...write]), memberNamesEndpoint];
  const endpoints = Object.fromEntries(
    used.map((endpoint) => {
      const names = Object.entries(permissions).filter(([, { pathSets }]) =>
        pathSets.some((set) => opens(set, endpoint)),
      );
      return [endpoint, names.map(([name]) => name).toSorted()];
    }),
  );
  const source = `https://github.com/microsoftgraph/microsoft-graph-devx-content/blob/${commit}/permissions/new/permissions.json`;
  const target = join(checkout.root, "scripts", "published-permissions", "published.json");
  writeFileSync(target, `${JSON.stringify({ source, date, endpoints }, null, 2)}\n`);
  print(`${target}: ${used.length} endpoints`);
  return Promise.resolve(0);
});

function opens({ schemeKeys, methods, paths }: PathSet, endpoint: string): boolean {
  const [method = "", path = ""] = endpoint.split(" ");
  const wanted = path.toLowerCase();
  return (
    schemeKeys.includes("Application") &&
    methods.includes(method) &&
    Object.keys(paths).some((one) => one.toLowerCase().replace(/\{[^{}]*\}/g, "{id}") === wanted)
  );
}
