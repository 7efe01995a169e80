import { readDomain } from "../../model/domain-list";

/** Whether a domain is one of these or below one of them, in any spelling. */
export function isBelow(domain: string, domains: readonly string[]): boolean {
  const normal = normalize(domain);
  return domains.map(normalize).some((own) => normal === own || normal.endsWith(`.${own}`));
}

/** Whether a list of blocked domains would block one of these: it names the domain, one below it, or one above it. */
export function wouldBlock(blocked: string, own: readonly string[]): boolean {
  return isBelow(blocked, own) || own.some((domain) => isBelow(domain, [blocked]));
}

/** Whether an e-mail address is in one of these domains, or below one; with no domains, whether it is an address at all. */
export function isAddressIn(address: string, domains: readonly string[]): boolean {
  const [, domain] = /^[^@\s]+@([^@\s]+)$/.exec(address) ?? [];
  return domain !== undefined && (domains.length === 0 || isBelow(domain, domains));
}

function normalize(text: string): string {
  const read = readDomain(text);
  return "domain" in read ? read.domain : text.toLowerCase();
}
