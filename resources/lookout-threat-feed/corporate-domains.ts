import { readDomain } from "../../model/domain-list";

/** Whether a domain equals one of these or is a subdomain of one, in any spelling. */
export function isBelow(domain: string, domains: readonly string[]): boolean {
  const normal = normalize(domain);
  return domains.map(normalize).some((own) => normal === own || normal.endsWith(`.${own}`));
}

/** Whether a list of blocked domains would block one of your own: it names the domain, a subdomain, or a parent
 *  domain. */
export function wouldBlock(blocked: string, own: readonly string[]): boolean {
  return isBelow(blocked, own) || own.some((domain) => isBelow(domain, [blocked]));
}

/** Whether an e-mail address belongs to one of these domains or their subdomains. Without domains: whether it is an
 *  e-mail address. */
export function isAddressIn(address: string, domains: readonly string[]): boolean {
  const [, domain] = /^[^@\s]+@([^@\s]+)$/.exec(address) ?? [];
  return domain !== undefined && (domains.length === 0 || isBelow(domain, domains));
}

function normalize(text: string): string {
  const read = readDomain(text);
  return "domain" in read ? read.domain : text.toLowerCase();
}
