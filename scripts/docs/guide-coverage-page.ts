import { guideLinks } from "../../model/guide-links";
import { stepWithId } from "../../model/integration/steps";
import { guideSections, type GuideFact, type GuideSection, type Place, type Proof } from "./guide-coverage";

const introduction = `# The guide, fact by fact

Each step and fact of [Microsoft's guide](${guideLinks.setUpGuide.url}) and of the articles that it goes on with, in its order: where it is declared or told, by
whom it is done, and the test that fails when it no longer holds. The number before a fact is that of the step in \`lookout-intune status\`.

Generated from \`scripts/docs/guide-coverage/\` by \`npm run docs\`. A test fails when a fact has no proof, or a place or a test that is named here does not exist.
`;

/** The page about what the guide asks for, as Markdown. */
export function writeGuideCoveragePage(): string {
  return [introduction, ...guideSections.map(section)].join("\n");
}

function section({ title, facts }: GuideSection): string {
  const head = ["| Step | The guide | Declared or told | Done by | Proved by |", "| --- | --- | --- | --- | --- |"];
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

function describeLocation(place: Place): string {
  if ("setting" in place) return `\`${place.setting}\``;
  if ("output" in place) return `output \`${place.output}\``;
  if ("command" in place) return `\`lookout-intune ${place.command}\``;
  if ("rule" in place) return `rule [\`${place.rule}\`](policies/${place.rule}.md)`;
  if ("action" in place) return `next step \`${place.action}\``;
  const path = place.docs.startsWith("docs/") ? place.docs.slice("docs/".length) : `../${place.docs}`;
  return `[${place.docs}](${path})`;
}

function describeProof({ file, test }: Proof): string {
  return `[${file.replace(/\.test\.ts$/, "")}](../test/${file}): ${test}`;
}
