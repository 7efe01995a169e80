import type * as pulumi from "@pulumi/pulumi";
import type { DynamicType } from "../../model/resource-types";

type Entry = typeof import("../registry");

/** The provider that Pulumi serializes into state. It loads the installed release by name and forwards every call.
 *  Its text is a published format, which a test compares: changing any name here changes every resource of every
 *  user. It uses `require`, because the engine does not wait for an asynchronous `configure`, as an import would make
 *  it. */
export function thinProvider(type: DynamicType): pulumi.dynamic.ResourceProvider {
  /* eslint-disable @typescript-eslint/no-require-imports -- the package is found where the provider runs, not here */
  const provider = {
    configure: async (r: pulumi.dynamic.ConfigureRequest) =>
      (require("pulumi-lookout-intune/dynamic") as Entry).handlers[type].configure(r),
    check: async (o: Record<string, unknown>, n: Record<string, unknown>) =>
      (require("pulumi-lookout-intune/dynamic") as Entry).handlers[type].check(o, n),
    diff: async (id: string, o: Record<string, unknown>, n: Record<string, unknown>) =>
      (require("pulumi-lookout-intune/dynamic") as Entry).handlers[type].diff(id, o, n),
    create: async (i: Record<string, unknown>) =>
      (require("pulumi-lookout-intune/dynamic") as Entry).handlers[type].create(i),
    read: async (id: string, p: Record<string, unknown>) =>
      (require("pulumi-lookout-intune/dynamic") as Entry).handlers[type].read(id, p),
    update: async (id: string, o: Record<string, unknown>, n: Record<string, unknown>) =>
      (require("pulumi-lookout-intune/dynamic") as Entry).handlers[type].update(id, o, n),
    delete: async (id: string, p: Record<string, unknown>) =>
      (require("pulumi-lookout-intune/dynamic") as Entry).handlers[type].delete(id, p),
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
  return provider as pulumi.dynamic.ResourceProvider;
}
