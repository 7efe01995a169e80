import type { GraphCounterpart } from "../../model/managed-property";
import { managedObjects, type ManagedObject } from "../../resources/managed-objects";

const introduction = `# What is managed in Intune and Entra

Every property in Intune and Entra that this package writes, by the resource and the setting that hold it. What is not listed is left as it is, also in objects that were
adopted, unless the object says otherwise. Almost all lies in Microsoft Graph. Assignments, apps, categories and scheduled actions are written by actions of their own and read with \`$expand\`.

Certainty: *documented* by Microsoft, *second-hand* where only another project's code or issues say so, *inferred* where it is this project's reasoning.

Generated from the resources' schemas by \`npm run docs\`.
`;

/** The page about managed properties, as Markdown. */
export function writeManagedPropertiesPage(): string {
  return [introduction, ...managedObjects.map(section)].join("\n");
}

function section({ type, service, path, versions, writtenBy, settings, otherProperties }: ManagedObject): string {
  const paths = path.split(", ").map((one) => `\`${one}\``);
  const rows = Object.entries(settings).map(([setting, counterpart]) => row(setting, counterpart, writtenBy));
  return [
    `## ${type}`,
    "",
    `${paths.join(", ")} in ${service} ${versions}.${otherProperties === undefined ? "" : ` ${otherProperties}`}`,
    "",
    `| Setting | In ${service} | Written by | Certainty |`,
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function row(setting: string, { properties, action, certainty }: GraphCounterpart, writtenBy: string): string {
  const names = properties.map((property) => `\`${property}\``).join(", ");
  return `| \`${setting}\` | ${names} | ${action === undefined ? writtenBy : `\`${action}\``} | ${certainty} |`;
}
