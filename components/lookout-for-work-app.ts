import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../model/resource-types";
import { iosAppConfigurationSchema } from "../resources/intune-ios-app-configuration/intune-ios-app-configuration.schema";
import { StoreAppPlatform } from "../resources/intune-store-app/intune-store-app.schema";
import type { GroupAssignmentArgs, OwnedObjectArgs } from "../resources/graph-object/graph-object.args";
import { IntuneIosAppConfiguration } from "../resources/intune-ios-app-configuration/intune-ios-app-configuration.resource";
import {
  IntuneManagedGooglePlayApp,
  type IntuneManagedGooglePlayAppArgs,
} from "../resources/intune-managed-google-play-app/intune-managed-google-play-app.resource";
import { IntuneStoreApp, type IntuneStoreAppArgs } from "../resources/intune-store-app/intune-store-app.resource";
import { adoptByName, defaultIosConfigurationName } from "./ios-app-configuration";
import { checkedInput, componentError, type ComponentContext } from "./component-error";

/** Settings of a store app without platform and groups, which the component sets. */
export type LookoutStoreAppArgs = Omit<
  IntuneStoreAppArgs,
  "platform" | keyof GroupAssignmentArgs | keyof OwnedObjectArgs
>;

/** Settings of the iOS app, with its app configuration for enrolled devices. */
export interface LookoutIosAppArgs extends LookoutStoreAppArgs {
  /** The app configuration: keys and values that the app reads. Lookout documents one key, `DeviceUniqueIdentifier`; Microsoft
   *  requires a configuration but documents no keys. `onRemoval` of the app applies to it as well. Default: none. */
  configuration?: pulumi.Input<Record<string, pulumi.Input<string | number | boolean>>>;
  /** Name of that configuration in Intune. Default: `Lookout for Work - iOS`. */
  configurationDisplayName?: pulumi.Input<string>;
  /** Adopt an existing configuration, by its name (`true`) or its id in Intune. Default: as `adopt` of the app, unless that is
   *  an id, which names the app alone. */
  configurationAdopt?: pulumi.Input<boolean | string>;
}

/** The app's stores and groups. Name at least one store. */
export interface LookoutForWorkAppArgs extends GroupAssignmentArgs, OwnedObjectArgs {
  /** Lookout for Work from the App Store. Set `{}` for the default settings. Default: not managed. */
  ios?: LookoutIosAppArgs;
  /** Lookout for Work from managed Google Play, for Android Enterprise. Set `{}` for the default settings. Default: not
   *  managed. */
  android?: Omit<IntuneManagedGooglePlayAppArgs, keyof GroupAssignmentArgs>;
  /** Lookout for Work from Google Play, for Android without Android Enterprise. Default: not managed. */
  androidStore?: LookoutStoreAppArgs;
}

/** The app Lookout for Work in Intune, assigned to the same groups on each declared platform.
 *
 *  For Android Enterprise a person must approve the app in managed Google Play. Until then `androidFound` is false, or the run
 *  fails, depending on `android.whenMissing`.
 *
 *  ```ts
 *  new LookoutForWorkApp("lookout-app", { ios: {}, android: {}, includedGroupIds: [pilot.objectId] });
 *  ```
 *
 *  Source: https://learn.microsoft.com/mem/intune/protect/mtd-apps-ios-app-configuration-policy-add-assign */
export class LookoutForWorkApp extends pulumi.ComponentResource {
  /** Id of the iOS app in Intune; undefined when iOS is not managed. */
  public readonly iosAppId: pulumi.Output<string> | undefined;
  /** Id of the iOS app configuration; undefined when there is none. */
  public readonly iosConfigurationId: pulumi.Output<string> | undefined;
  /** Id of the managed Google Play app in Intune, null while it is missing; undefined when Android is not managed. */
  public readonly androidAppId: pulumi.Output<string | null> | undefined;
  /** Whether Intune has the managed Google Play app; undefined when Android is not managed. */
  public readonly androidFound: pulumi.Output<boolean> | undefined;
  /** Id of the Google Play app in Intune; undefined when it is not managed. */
  public readonly androidStoreAppId: pulumi.Output<string> | undefined;

  constructor(name: string, args: LookoutForWorkAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.LookoutForWorkApp, name, {}, opts);

    const context: ComponentContext = { kind: "LookoutForWorkApp", name, resource: this };
    refuseNoPlatform(context, args);
    const groups = { includedGroupIds: args.includedGroupIds, excludedGroupIds: args.excludedGroupIds };
    const common = { ...groups, stackId: args.stackId };
    const ios = declareIosApp(context, args.ios, common);
    const android = declareManagedGooglePlayApp(context, args.android, groups);
    const androidStore =
      args.androidStore &&
      declareStoreApp(context, StoreAppPlatform.Android, "android-store", args.androidStore, common);

    this.iosAppId = ios.app?.objectId;
    this.iosConfigurationId = ios.configuration?.objectId;
    this.androidAppId = android?.objectId;
    this.androidFound = android?.found;
    this.androidStoreAppId = androidStore?.objectId;
    this.registerOutputs({
      iosAppId: this.iosAppId,
      iosConfigurationId: this.iosConfigurationId,
      androidAppId: this.androidAppId,
      androidFound: this.androidFound,
      androidStoreAppId: this.androidStoreAppId,
    });
  }
}

function refuseNoPlatform(context: ComponentContext, { ios, android, androidStore }: LookoutForWorkAppArgs): void {
  if (ios !== undefined || android !== undefined || androidStore !== undefined) return;
  throw componentError(
    context,
    "no platform is declared, so no app would be managed. Declare ios, android (Android Enterprise) or androidStore; {} means the default settings.",
  );
}

interface IosApp {
  readonly app?: IntuneStoreApp;
  readonly configuration?: IntuneIosAppConfiguration;
}

function declareIosApp(
  context: ComponentContext,
  ios: LookoutIosAppArgs | undefined,
  common: GroupAssignmentArgs & OwnedObjectArgs,
): IosApp {
  if (ios === undefined) return {};
  const {
    configuration,
    configurationDisplayName = defaultIosConfigurationName,
    configurationAdopt = adoptByName(ios.adopt),
    ...settings
  } = ios;
  const app = declareStoreApp(context, StoreAppPlatform.Ios, "ios", settings, common);
  if (configuration === undefined) return { app };
  const { configuration: schema } = iosAppConfigurationSchema.shape;
  return {
    app,
    configuration: new IntuneIosAppConfiguration(
      `${context.name}-ios-configuration`,
      {
        displayName: configurationDisplayName,
        appIds: [app.objectId],
        configuration: checkedInput(context, "ios.configuration", schema, configuration),
        ...(configurationAdopt === undefined ? {} : { adopt: configurationAdopt }),
        ...(ios.onRemoval === undefined ? {} : { onRemoval: ios.onRemoval }),
        ...common,
      },
      { parent: context.resource },
    ),
  };
}

function declareStoreApp(
  { name, resource }: ComponentContext,
  platform: StoreAppPlatform,
  suffix: string,
  settings: LookoutStoreAppArgs,
  common: GroupAssignmentArgs & OwnedObjectArgs,
): IntuneStoreApp {
  return new IntuneStoreApp(`${name}-${suffix}`, { ...settings, platform, ...common }, { parent: resource });
}

function declareManagedGooglePlayApp(
  { name, resource }: ComponentContext,
  app: LookoutForWorkAppArgs["android"],
  groups: GroupAssignmentArgs,
): IntuneManagedGooglePlayApp | undefined {
  if (app === undefined) return undefined;
  return new IntuneManagedGooglePlayApp(`${name}-android`, { ...app, ...groups }, { parent: resource });
}
