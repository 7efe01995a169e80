/** Versions of Microsoft Graph. Source: https://learn.microsoft.com/graph/versioning-and-support */
export type GraphVersion = "v1.0" | "beta";

/** A type of objects in Graph, and the version by which this product reads and writes them. */
export interface GraphType {
  readonly version: GraphVersion;
  /** The collection below the version, such as `/deviceManagement/deviceCompliancePolicies`. */
  readonly collection: `/${string}`;
  /** Such as `#microsoft.graph.iosCompliancePolicy`; a collection may hold other types too. */
  readonly odataType: `#microsoft.graph.${string}`;
}

/** The path of the collection, with the version. */
export function pathOfType({ version, collection }: GraphType): string {
  return `/${version}${collection}`;
}
