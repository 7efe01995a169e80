import { parseHTML } from "linkedom";

/** As much of an element as the tests ask for. */
export interface ParsedElement {
  readonly localName: string;
  readonly textContent: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): ParsedElement | null;
  querySelectorAll(selector: string): Iterable<ParsedElement>;
}

/** Reads a page as a browser would, without running anything. */
export function parsePage(page: string): ParsedElement {
  return (parseHTML(page) as unknown as { readonly document: ParsedElement }).document;
}

/** The cells of every row that a selector finds, with a blank between them. */
export function rowsOf(page: ParsedElement, selector: string): string[] {
  return [...page.querySelectorAll(selector)].map((row) => textsOf(row, "th, td").join(" "));
}

/** The texts of what a selector finds, in the order of the page. */
export function textsOf(page: ParsedElement, selector: string): string[] {
  return [...page.querySelectorAll(selector)].map(({ textContent }) => textContent.replace(/\s+/g, " ").trim());
}
