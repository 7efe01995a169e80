import { describeProof } from "./guide-coverage-page";
import { actors, assets, type Threat } from "./threat-model/security-threat";
import { threats } from "./threat-model/threats";

const introduction = `# Threat model

What somebody could try, what holds it, and the test that fails when it no longer does. What this does not
cover is in [SECURITY.md](../SECURITY.md).

Generated from \`scripts/docs/threat-model/\` by \`npm run docs\`. A test fails when a threat has no proof, or a test that is
named here does not exist.
`;

/** The page with the threats, as Markdown. */
export function writeThreatModelPage(): string {
  return [
    introduction,
    "## Assets",
    "",
    ...Object.values(assets).map((asset) => `- ${asset}.`),
    "",
    "## Actors",
    "",
    ...Object.values(actors).map((actor) => `- ${actor}.`),
    "",
    "## Threats",
    "",
    "| Threat | From | To | Held by | Proved by |",
    "| --- | --- | --- | --- | --- |",
    ...threats.map(row),
    "",
  ].join("\n");
}

function row({ threat, actor, asset, heldBy, proof }: Threat): string {
  const cells = [threat, nameOf(actors[actor]), nameOf(assets[asset]), heldBy, proof.map(describeProof).join("<br>")];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The name before the colon. */
function nameOf(description: string): string {
  return description.split(":")[0] ?? description;
}
