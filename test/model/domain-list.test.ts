import assert from "node:assert/strict";
import * as fc from "fast-check";
import { domainsDigest, readDomain, readDomainLines, readDomains } from "../../model/domain-list";
import { domainArbitrary } from "./domain-arbitrary";

describe("a domain list", () => {
  it("reads a CSV as other programs write it: byte order mark, header, quotes, empty lines, spaces", () => {
    const { domains, problems } = readDomainLines('Domain\r\n"evil.example"\r\n\r\n  Phish.Example  \nevil.EXAMPLE\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(domains, ["evil.example", "phish.example"]);
  });

  it("writes international names in punycode, once however they are spelled", () => {
    const { domains } = readDomains(["Bücher.example", "xn--bcher-kva.example", "BÜCHER.example", "bücher。example"]);
    assert.deepEqual(domains, ["xn--bcher-kva.example"]);
  });

  it("accepts underscores and leading hyphens, which hosts in the wild have", () => {
    assert.deepEqual(readDomains(["login_page.blog.example", "-ads.example"]).problems, []);
  });

  const refused: readonly [string, RegExp][] = [
    ["https://evil.example/login", /is a URL; write only the host name$/],
    ["evil.example/login", /has a path/],
    ["evil.example:8443", /has a port/],
    ["*.evil.example", /has a wildcard/],
    ["evil.example,add", /several columns/],
    ["someone@evil.example", /email address/],
    ["192.0.2.1", /IP address/],
    ["[2001:db8::1]", /IP address/],
    ["2001:db8::1", /IP address/],
    ["0x7f.1", /ends with a number/],
    ["1.2.3", /ends with a number/],
    ["com", /single label, such as a top-level domain/],
    ["evil.example.", /ends with a dot/],
    ["evil%2eexample.com", /percent sign/],
    ["evil example.com", /is not a host name/],
    ["evil..example", /is not a host name/],
    [`${"a".repeat(64)}.example`, /is not a host name/],
    [`${"a.".repeat(127)}example`, /is not a host name/],
    ["", /is empty/],
  ];
  for (const [text, problem] of refused) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))} with cause and fix`, () => {
      const read = readDomain(text);
      assert.ok("problem" in read, JSON.stringify(read));
      assert.match(read.problem, problem);
    });
  }

  it("names the lines of a file as an editor does", () => {
    const { problems } = readDomainLines("domain\n\nevil.example\ncom\n\r\nhttp://x.example");
    assert.deepEqual(
      problems.map(({ row, text }) => [row, text]),
      [
        [4, "com"],
        [6, "http://x.example"],
      ],
    );
  });

  it("accepts every host name, and what it made of it once more unchanged", () => {
    fc.assert(
      fc.property(domainArbitrary, (domain) => {
        const read = readDomain(` ${domain.toUpperCase()} `);
        assert.deepEqual(read, { domain });
        assert.deepEqual(readDomain(domain), read);
      }),
    );
  });

  it("gives only names that a URL has as its host, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: "grapheme" })), (text) => {
        const read = readDomain(text);
        if ("domain" in read) assert.equal(new URL(`http://${read.domain}`).hostname, read.domain);
      }),
    );
  });

  it("has a digest that order and repetition do not change, and any other domain does", () => {
    fc.assert(
      fc.property(fc.uniqueArray(domainArbitrary, { minLength: 1 }), fc.nat(), (domains, pick) => {
        const shuffled = [...domains].reverse();
        assert.equal(domainsDigest(shuffled), domainsDigest(domains));
        assert.match(domainsDigest(domains), /^[0-9a-f]{64}$/);
        const others = domains.toSpliced(pick % domains.length, 1);
        assert.notEqual(domainsDigest(others), domainsDigest(domains));
      }),
    );
  });
});
