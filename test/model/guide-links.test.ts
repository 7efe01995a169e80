import assert from "node:assert/strict";
import { citeLink, guideLinks, type GuideLink } from "../../model/guide-links";

const links = Object.values<GuideLink>(guideLinks);

describe("the links of the guide", () => {
  it("lead over HTTPS to hosts of Microsoft and Lookout, each address once", () => {
    const hosts = links.map(({ url }) => {
      const { protocol, host } = new URL(url);
      assert.equal(protocol, "https:", url);
      return host.split(".").slice(-2).join(".");
    });
    assert.deepEqual([...new Set(hosts)].toSorted(), ["lookout.com", "microsoft.com"]);
    assert.equal(new Set(links.map(({ url }) => url)).size, links.length);
  });

  it("state what each is for, and which is outdated or requires a sign-in", () => {
    for (const { title, purpose } of links) assert.match(purpose, /^[A-Z].{15,}\.$/, title);
    assert.match(citeLink(guideLinks.consoleRolesOldArticle), /114094105653 \(outdated, /);
    assert.match(citeLink(guideLinks.threatReference), /360011812974 \(requires a sign-in/);
    assert.equal(citeLink(guideLinks.prerequisites), guideLinks.prerequisites.url);
  });
});
