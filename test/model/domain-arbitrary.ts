import * as fc from "fast-check";

/** A domain in its normal form. */
export const domainArbitrary = fc.domain().map((domain) => domain.toLowerCase());
