import { guideLinks, type GuideLink } from "../../model/guide-links";

const introduction = `# Links for each step

The pages outside this project that you need, in the order of Microsoft's set-up guide. Messages, runbook and next steps cite them where you need them. National clouds
have addresses of their own for the admin centers.

Generated from \`model/guide-links.ts\` by \`npm run docs\`.
`;

/** The page of links, as Markdown. */
export function writeLinksPage(): string {
  const rows = Object.values<GuideLink>(guideLinks).map(
    ({ title, url, purpose, caution }) => `| [${title}](${url}) | ${purpose} | ${caution ?? ""} |`,
  );
  return [introduction, "| Page | What it is for | Know before you open it |", "| --- | --- | --- |", ...rows, ""].join(
    "\n",
  );
}
