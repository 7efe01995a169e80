import { guideLinks } from "../../model/guide-links";
import { stepWithId } from "../../model/integration/steps";
import { guideSections, type GuideFact, type GuideSection, type FactLocation, type Proof } from "./guide-coverage";

const introduction = `# The guide, fact by fact

Each step and fact of [Microsoft's guide](${guideLinks.setUpGuide.url}) and of the articles that it goes on with, in its order: where it is declared or described, by
whom it is done, and the test that fails when it no longer holds. The number before a fact is that of the step in \`lookout-intune status\`.

Generated from \`scripts/docs/guide-coverage/\` by \`npm run docs\`. A test fails when a fact has no proof, or a place or a test that is named here does not exist.
`;

/** The page about what the guide asks for, as Markdown. */
export function writeGuideCoveragePage(): string {
  return [introduction, ...guideSections.map(section)].join("\n");
}

function section({ title, facts }: GuideSection): string {
  const head = [
    "| Step | The guide | Declared or described | Done by | Proved by |",
    "| --- | --- | --- | --- | --- |",
  ];
  return [`## ${title}`, "", ...head, ...facts.map(row), ""].join("\n");
}

function row({ step, fact, where, by, proof }: GuideFact): string {
  const cells = [
    String(stepWithId(step).number),
    fact,
    where.map(describeLocation).join(", "),
    by,
    proof.map(describeProof).join("<br>"),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function describeLocation(location: FactLocation): string {
  if ("setting" in location) return `\`${location.setting}\``;
  if ("output" in location) return `output \`${location.output}\``;
  if ("command" in location) return `\`lookout-intune ${location.command}\``;
  if ("rule" in location) return `rule [\`${location.rule}\`](policies/${location.rule}.md)`;
  if ("action" in location) return `next step \`${location.action}\``;
  const path = location.docs.startsWith("docs/") ? location.docs.slice("docs/".length) : `../${location.docs}`;
  return `[${location.docs}](${path})`;
}

/** A test with a link to its file. */
export function describeProof({ file, test }: Proof): string {
  return `[${file.replace(/\.test\.ts$/, "")}](../test/${file}): ${test}`;
}
