import * as pulumi from "@pulumi/pulumi";
import type { RawConfig } from "pulumi-lookout-intune/stack-config";

/** Settings that Pulumi takes as plain values only. Presets are named by this project. */
const plainSettings: readonly string[] = ["protect", "retainOnDelete", "presets", "sendIntuneLogs"];

/** Makes all values of a section secret if a part of it is, because Pulumi tells a program only that. Keys stay plain, since they
 *  are in the names of resources. */
export function keepSecret<Sections extends object>(
  { secretKeys }: Pick<RawConfig, "secretKeys">,
  namespace: string,
  sections: Sections,
): Sections {
  const kept = Object.entries(sections).map(([section, value]: [string, unknown]) => [
    section,
    secretKeys.includes(`${namespace}:${section}`) ? withSecretValues(value) : value,
  ]);
  // Each value is an input of a component, which takes an output as well.
  return Object.fromEntries(kept) as Sections;
}

function withSecretValues(value: unknown): unknown {
  if (value === undefined || value === null || pulumi.Output.isInstance(value)) return value;
  if (Array.isArray(value)) return value.map(withSecretValues);
  if (typeof value !== "object") return pulumi.secret<unknown>(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      plainSettings.includes(key) ? (member as unknown) : withSecretValues(member),
    ]),
  );
}
