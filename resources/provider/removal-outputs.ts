/** Outputs of every resource that describe where its object is, and what removal does to it. A dynamic resource has only the
 *  outputs that its constructor names. */
export const removalOutputs = { tenantId: undefined, removalEffect: undefined } as const;
