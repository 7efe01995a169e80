import type { DynamicType } from "../../model/resource-types";
import type { ResourceProvider } from "./provider";

/** The provider of each resource, by its name. */
export type Providers = Readonly<Record<DynamicType, ResourceProvider>>;

/** Wraps each provider in another one. */
export function wrapProviders(
  providers: Providers,
  wrap: (provider: ResourceProvider, type: DynamicType) => ResourceProvider,
): Providers {
  const entries = Object.entries(providers) as [DynamicType, ResourceProvider][];
  return Object.fromEntries(entries.map(([type, provider]) => [type, wrap(provider, type)])) as Providers;
}
