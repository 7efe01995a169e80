/** Outputs of every resource that tell where its object is, and what becomes of it. A dynamic resource has only the
 *  outputs that its constructor names. */
export const removalOutputs = { tenantId: undefined, removalEffect: undefined } as const;
