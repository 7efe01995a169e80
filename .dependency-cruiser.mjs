// Who may import whom; `npm run lint` refuses everything else. ARCHITECTURE.md describes each folder. A rule that is in the way
// is a reason to move code to where it belongs, or to change the rule here and give the reason there.
import { readFileSync } from "node:fs";

/** The package by its name, as its users import it. */
const byName = "pulumi-lookout-intune";
const everything = "everything";

/** The schemas of resources and what is worked out from settings alone: no transport. */
const schemas = "resources/*/*.schema.ts";

/** What each folder (or file) may import of ours, besides itself. `*` stands for one name. */
const mayImport = {
  model: [],
  clients: ["model", schemas, "resources/*/*.arm.ts"],
  console: ["model", schemas],
  resources: ["model", "clients", "console"],
  "stack-config": ["model", "console", "resources", "monitoring/*.schema.ts"],
  "schemas.ts": ["model", "console", "resources", "monitoring/*.schema.ts", "components/unmet-access-controls.ts"],
  components: ["model", "console", "clients", "resources", "stack-config"],
  monitoring: ["model", "resources", "components/component-error.ts", "components/trusted-destinations.ts"],
  "index.ts": ["schemas.ts", "model", "clients", "resources", "components"],
  // The command reads with the providers that a refresh uses; it declares no resource. It finds them by the package's name.
  cli: ["model", "console", "clients", "resources", "stack-config"],
  policies: [`${byName}/schemas`],
  stack: [byName],
  examples: [byName],
  local: ["model", "console", "clients", "resources", "components", "monitoring/*.schema.ts"],
  scripts: ["model", "console", "clients", "resources", "components", "schemas.ts", "stack-config", "local"],
  test: everything,
};

/** Its text goes into state and finds the installed release there, so it alone names its own package. */
const importsItself = "resources/provider/thin-provider.ts";

/** The command is a package of its own, so each of the two finds the other by its name. */
const commandFolder = "^cli/";

const { files, exports } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

/** What npm publishes, and where a program or a process begins. */
const published = files.filter((file) => file.startsWith("dist/")).map((file) => file.slice("dist/".length));
const exported = Object.values(exports)
  .map((entry) => entry.default)
  .filter((file) => file && !file.includes("*"));
const begins = [
  ...exported.map((file) => `^${file.replace(/^(\.\/)?dist\//, "").replace(/\.js$/, "[.]ts$")}`),
  "(^|/|[.])main[.]ts$",
  "^(policies|stack|examples/[^/]+)/index[.]ts$",
  "^(local|scripts)/([^/]+|graph-schemas/generate)[.]ts$",
];

const folders = Object.keys(mayImport);
/** As a pattern of paths. By name our package is its build, or not found where nothing was built yet. */
function pathOf(name) {
  if (name.startsWith(byName)) return `^(dist|${byName})${name.slice(byName.length)}([./]|$)`;
  const pattern = `^${name.replaceAll("*", "[^/]+")}`;
  return name.includes(".") ? `${pattern}$` : `${pattern}/`;
}

const ours = [...folders, byName].map(pathOf);

const folderRules = Object.entries(mayImport)
  .filter(([, allowed]) => allowed !== everything)
  .map(([folder, allowed]) => ({
    name: `${folder}-imports`,
    comment: `${folder} may import of ours only: ${["itself", ...allowed].join(", ")}. ARCHITECTURE.md says what belongs where.`,
    severity: "error",
    from: { path: pathOf(folder), pathNot: `^${importsItself}$` },
    to: { path: ours, pathNot: [folder, ...allowed].map(pathOf) },
  }));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...folderRules,
    {
      name: "folder-without-a-rule",
      comment: "Every folder has a row in .dependency-cruiser.mjs, so that nobody forgets to say what it may import.",
      severity: "error",
      from: { pathNot: ours },
      to: {},
    },
    {
      name: "no-cycle",
      comment:
        "Files that need each other cannot be read, tested or moved alone. An import of types counts too: whoever reads one of " +
        "the files has to read the other. Move what both need into the one that needs less, or into a file of its own.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-dead-file",
      comment: "No program, command or entry of the package needs this file. Delete it, or use it.",
      severity: "error",
      from: { path: begins },
      to: {
        path: folders.filter((name) => name !== "test").map(pathOf),
        pathNot: [...begins, "[.]d[.]ts$"],
        reachable: false,
      },
    },
    {
      name: "no-orphan",
      comment: "Nothing imports this file, and it imports nothing. Delete it, or use it.",
      severity: "error",
      from: { orphan: true, pathNot: "[.]d[.]ts$" },
      to: {},
    },
    {
      name: "published-needs-no-dev-dependency",
      comment: "npm installs no development dependency of a package's, so users would not have it; its types neither.",
      severity: "error",
      from: { path: [...published.map((name) => `^${name.replace(".*", "[.]")}`), commandFolder] },
      to: { dependencyTypes: ["npm-dev", "npm-optional"], dependencyTypesNot: ["npm-peer"] },
    },
    {
      name: "command-by-name",
      comment:
        "What is installed beside the command is the package, not this checkout: import pulumi-lookout-intune/internal/….",
      severity: "error",
      from: { path: commandFolder },
      to: { pathNot: commandFolder, dependencyTypes: ["local"], dependencyTypesNot: ["aliased"] },
    },
    {
      name: "command-from-outside-by-name",
      comment: "The command is compiled into its own folder: import lookout-intune/internal/….",
      severity: "error",
      from: { pathNot: commandFolder },
      to: { path: commandFolder, dependencyTypes: ["local"], dependencyTypesNot: ["aliased"] },
    },
    {
      name: "package-not-declared",
      comment: "No package.json above this file names the package, so it is there by chance.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "model-without-transport",
      comment:
        "What is in model/ and console/ is true whatever the transport, so it can be judged and tested without files and network.",
      severity: "error",
      from: { path: "^(model|console)/|[.]schema[.]ts$" },
      to: {
        path: "^(node:)?(fs|http|https|http2|tls|dns|dgram|child_process|worker_threads)(/|$)|node_modules/(axios|@azure)/",
      },
    },
    {
      name: "providers-without-pulumi",
      comment:
        "The provider's process and the command start with what they need; Pulumi's SDK is for declaring resources.",
      severity: "error",
      from: { path: ["^resources/registry[.]ts$", "^cli/main[.]ts$"] },
      to: { path: "node_modules/@pulumi/", reachable: true },
    },
  ],
  options: {
    // With the imports of types, as TypeScript reads the sources and not what becomes of them.
    tsPreCompilationDeps: true,
    exclude: { path: ["^[.]", "^[^/]+[.]mjs$", "^cli/dist/"] },
    doNotFollow: { path: ["(^|/)node_modules(/|$)", "^dist(/|$)"] },
    webpackConfig: { fileName: new URL(".dependency-cruiser.names.mjs", import.meta.url).pathname },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "node", "require", "import", "default"],
      mainFields: ["types", "main"],
    },
    skipAnalysisNotInRules: true,
  },
};
