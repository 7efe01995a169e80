import * as pulumi from "@pulumi/pulumi";
import { lookoutForWork } from "../resources/intune-store-app/intune-store-app.schema";

type Adopt = pulumi.Input<boolean | string> | undefined;

/** Name of the iOS app's configuration unless another is declared. */
export const defaultIosConfigurationName = `${lookoutForWork.displayName} - iOS`;

/** Adopting the app by name includes adopting its configuration. An id names one object. */
export function adoptByName(adopt: Adopt): Adopt {
  if (adopt === undefined || typeof adopt === "boolean") return adopt;
  if (typeof adopt === "string") return false;
  return pulumi.output(adopt).apply((given) => given === true);
}
