import { join } from "node:path";
import { checkout } from "../../local/checkout";

/** The parts of a rule that its page needs. The pack imports the package by name, so it is loaded here at run time; a test checks
 *  that the types match. */
export interface DocumentedRule {
  readonly documentation: {
    readonly id: string;
    readonly title: string;
    readonly demand: string;
    readonly severity: string;
    readonly level?: string;
    readonly tags: readonly string[];
    readonly references?: readonly {
      readonly name: string;
      readonly version?: string;
      readonly reference: string;
      readonly specification: string;
      readonly link: string;
    }[];
    readonly source: string;
    readonly why: string;
    readonly fix: string;
    readonly bad: DocumentedExample;
    readonly good: DocumentedExample;
  };
  readonly remediates: boolean;
  readonly policy: {
    readonly validateStack?: unknown;
    readonly configSchema?: { readonly properties: Readonly<Record<string, DocumentedSetting>> };
  };
}

interface DocumentedExample {
  readonly language: string;
  readonly code: string;
}

interface DocumentedSetting {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: unknown;
  readonly default?: unknown;
  readonly description?: string;
}

const generated = "Generated from the rules in `policies/rules/` by `npm run docs`.";

/** The pages about the policy pack: one with all rules, and one for each. */
export function writePolicyPages(rules = loadRules()): Record<string, string> {
  const pages = rules.map((rule) => [`policies/${rule.documentation.id}.md`, writeRulePage(rule)]);
  return { "policies/README.md": writeOverview(rules), ...(Object.fromEntries(pages) as Record<string, string>) };
}

function loadRules(): readonly DocumentedRule[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the pack is compiled after these scripts
  return (require(join(checkout.root, "dist", "policies", "rules")) as { rules: readonly DocumentedRule[] }).rules;
}

function writeOverview(rules: readonly DocumentedRule[]): string {
  const rows = rules.map((rule) => {
    const { id, demand, severity, level = "mandatory" } = rule.documentation;
    const settings = Object.keys(rule.policy.configSchema?.properties ?? {}).map((name) => `\`${name}\``);
    return [`[\`${id}\`](${id}.md)`, demand, severity, level, rule.remediates ? "yes" : "", settings.join(", ")];
  });
  return `# Rules of the policy pack

What each rule demands, and what it can be configured with. [policies/README.md](../../policies/README.md) describes how the pack is run and configured.

${table(["Rule", "Demands", "Severity", "Level", "Remediation", "Settings"], rows)}

${generated}
`;
}

function writeRulePage({ documentation, remediates, policy }: DocumentedRule): string {
  const { id, title, demand, severity, level = "mandatory", tags, references = [], source, why, fix } = documentation;
  const properties = Object.entries(policy.configSchema?.properties ?? {});
  const settings =
    properties.length === 0
      ? "The rule has no settings; its level can be configured."
      : table(
          ["Setting", "Accepts", "Default", "Meaning"],
          properties.map(([name, setting]) => [
            `\`${name}\``,
            accepts(setting),
            setting.default === undefined ? "" : `\`${JSON.stringify(setting.default)}\``,
            setting.description ?? "",
          ]),
        );
  const mapped = references.map(
    ({ name, version, reference, specification, link }) =>
      `- ${[name, version].filter((part) => part !== undefined).join(" ")}, ${reference}: ${specification} ([source](${link}))`,
  );
  return `# ${title}

\`${id}\`: ${demand}

${table(
  ["Severity", "Level", "Validates", "Remediation", "Tags"],
  [
    [
      severity,
      level,
      policy.validateStack === undefined ? "each resource, before it is created or changed" : "the whole stack",
      remediates ? "with level `remediate`" : "none: no value is safe to choose",
      tags.join(", "),
    ],
  ],
)}

## Why

${why}

[Source](${source})

## Refused

${code(documentation.bad)}

## Accepted

${code(documentation.good)}

## How to fix

${fix}

## Settings

${settings}
${mapped.length === 0 ? "" : `\n## Asked for by\n\n${mapped.join("\n")}\n`}
${generated}
`;
}

function accepts({ type, enum: choices, minimum, maximum, items }: DocumentedSetting): string {
  if (choices !== undefined) return choices.map((choice) => `\`${String(choice)}\``).join(", ");
  if (items !== undefined) return `list of ${accepts(items as DocumentedSetting)}`;
  const range = [minimum, maximum].every((limit) => limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER);
  return `${String(type)}${range ? `, ${minimum} to ${maximum}` : ""}`;
}

function code({ language, code: text }: DocumentedExample): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
