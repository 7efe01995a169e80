import { randomUUID } from "node:crypto";
import type { TenantContext } from "../../tenant-context";
import type { Body } from "../body";

/** A stored Conditional Access policy. Missing values are filled in when it is read. */
export interface AccessPolicy {
  readonly id: string;
  readonly properties: Body;
}

const documentName = "graph-conditional-access";

/** The tenant's Conditional Access policies, on disk. Both Graph versions return the same policies. */
export class ConditionalAccessPolicies {
  private readonly document: Record<string, AccessPolicy>;

  constructor(private readonly context: TenantContext) {
    this.document = context.store.document(documentName, () => ({}));
  }

  all(): readonly AccessPolicy[] {
    return Object.values(this.document);
  }

  find(id: string): AccessPolicy | undefined {
    return this.document[id.toLowerCase()];
  }

  create(properties: Body): AccessPolicy {
    const times = { createdDateTime: this.now(), modifiedDateTime: null };
    return this.put({ id: randomUUID(), properties: { ...properties, ...times } });
  }

  change(policy: AccessPolicy, properties: Body): AccessPolicy {
    return this.put({ ...policy, properties: { ...properties, modifiedDateTime: this.now() } });
  }

  delete(id: string): void {
    Reflect.deleteProperty(this.document, id.toLowerCase());
    this.context.store.save(documentName);
  }

  private put(policy: AccessPolicy): AccessPolicy {
    this.document[policy.id] = policy;
    this.context.store.save(documentName);
    return policy;
  }

  private now(): string {
    return new Date(this.context.now()).toISOString();
  }
}
