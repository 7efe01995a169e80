import {
  canonicalJson,
  isManagedGooglePlayBound,
  ManagedAppRemoval,
  managedGooglePlayAppDefaults,
  managedGooglePlayAppSchema,
  WhenAppMissing,
  type ManagedGooglePlayAppSettings,
} from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import {
  findManagedGooglePlayApp,
  managedGooglePlayApps,
  readManagedGooglePlayBinding,
} from "../../services/graph/managed-google-play";
import { getObject, type GraphObject } from "../../services/graph/objects";
import { createGraphService } from "../configuration";
import { assignmentsOf } from "../graph-object/assignments";
import { bringTo, NotAsWanted } from "../graph-object/bringing";
import type { Handler, State } from "../handler";
import { tell } from "../progress";
import { asState, isPresent, keepProvider, PartialFailure, pick, withoutProvider } from "../state";
import { findFailures, isUnknown } from "../unknown-values";
import { assignment, managedGooglePlayAppKind, settingsFromReality } from "./kind";

/** An app that managed Google Play brought to Intune: looked for, assigned, never created or deleted. */
export function createIntuneManagedGooglePlayAppHandler(): Handler {
  const service = createGraphService();
  return {
    configure({ config }) {
      service.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const inputs = withDefaults(withoutProvider(news));
      const failures = [...findFailures(managedGooglePlayAppSchema, inputs), ...service.failures()];
      return Promise.resolve({ inputs, failures });
    },

    diff(_id, olds, news) {
      const [before, after] = [settingsOf(olds), settingsOf(news)];
      const replaces = !isUnknown(after.packageId) && before.packageId !== after.packageId ? ["packageId"] : [];
      return Promise.resolve({
        // Not there means that nobody was assigned it: every update looks again.
        changes: replaces.length > 0 || olds.found === false || comparable(before) !== comparable(after),
        replaces,
      });
    },

    async create(inputs) {
      const settings = settingsOf(inputs);
      return { id: settings.packageId, outs: await assign(service.client(), inputs, settings, settings.adopt) };
    },

    async read(id, props) {
      const settings = settingsOf(props);
      const app = await find(service.client(), settings.packageId);
      if (app === undefined || props.found === false) return { id, props: { ...props, ...observed(app, false) } };
      const seen = asState(settingsFromReality(settings, app));
      return { id, props: keepProvider(props, { ...seen, ...observed(app) }), inputs: keepProvider(props, seen) };
    },

    async update(_id, olds, news) {
      // What this resource assigned once is its own to change.
      const settings = settingsOf(news);
      return { outs: await assign(service.client(), news, settings, settings.adopt || olds.found === true) };
    },

    async delete(_id, props) {
      const settings = settingsOf(props);
      if (settings.onRemoval === ManagedAppRemoval.Keep || props.found === false) return;
      const app = await find(service.client(), settings.packageId);
      if (app === undefined) return;
      await bringTo(
        managedGooglePlayAppKind,
        service.client(),
        { ...settings, includedGroupIds: [], excludedGroupIds: [] },
        app,
      );
    },
  };
}

async function assign(
  graph: GraphClient,
  inputs: State,
  settings: ManagedGooglePlayAppSettings,
  mayReplace: boolean,
): Promise<State> {
  const app = await find(graph, settings.packageId);
  if (app === undefined) {
    const missing = await explainMissing(graph, settings.packageId);
    if (settings.whenMissing === WhenAppMissing.Fail) throw new Error(missing);
    tell(`${settings.packageId}: ${missing}`);
    return { ...inputs, ...observed(undefined) };
  }
  refuseForeignAssignments(settings, app, mayReplace);
  try {
    return { ...inputs, ...observed(await bringTo(managedGooglePlayAppKind, graph, settings, app)) };
  } catch (error) {
    const seen = error instanceof NotAsWanted && error.seen !== undefined ? error.seen : app;
    const outs = { ...asState(settingsFromReality(settings, seen)), ...observed(seen) };
    throw new PartialFailure(settings.packageId, keepProvider(inputs, outs), error);
  }
}

/** The app with its assignments. */
async function find(graph: GraphClient, packageId: string): Promise<GraphObject | undefined> {
  const app = await findManagedGooglePlayApp(graph, packageId);
  return app === undefined ? undefined : getObject(graph, managedGooglePlayApps, app.id);
}

/** Approving an app is a person's part: Google announced the end of the interface by which Graph did it.
 *  Source: https://learn.microsoft.com/graph/api/intune-androidforwork-androidmanagedstoreaccountenterprisesettings-approveapps */
async function explainMissing(graph: GraphClient, packageId: string): Promise<string> {
  const bindStatus = await readManagedGooglePlayBinding(graph);
  const approve =
    `in the Intune admin center under Apps > Android > Create > Managed Google Play app, search for ${packageId}, choose Select, then Sync. ` +
    "The app appears after some minutes; then run again.";
  return isManagedGooglePlayBound(bindStatus)
    ? `Intune does not have the app ${packageId} from managed Google Play yet: ${approve}`
    : `Intune is not connected to managed Google Play (Graph says ${bindStatus}), so it has no app ${packageId}. Connect it in the Intune admin center under ` +
        `Devices > Enrollment > Android > Managed Google Play; then ${approve}`;
}

function refuseForeignAssignments(settings: ManagedGooglePlayAppSettings, app: GraphObject, mayReplace: boolean): void {
  const count = assignmentsOf(app).length;
  if (mayReplace || count === 0 || assignment.seen(app, settings) === assignment.wanted(settings)) return;
  throw new Error(
    `Intune's app ${settings.packageId} has ${count === 1 ? "an assignment" : `${count} assignments`} that this stack did not make, and declaring it would replace ` +
      "them. Set adopt: true to replace them, or remove them in the Intune admin center.",
  );
}

function withDefaults(inputs: State): State {
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => isPresent(value)));
  return { ...managedGooglePlayAppDefaults, ...given };
}

function settingsOf(state: State): ManagedGooglePlayAppSettings {
  return withDefaults(
    pick(state, Object.keys(managedGooglePlayAppSchema.shape)),
  ) as unknown as ManagedGooglePlayAppSettings;
}

function comparable(settings: ManagedGooglePlayAppSettings): string {
  if (!managedGooglePlayAppSchema.safeParse(settings).success) return canonicalJson(settings);
  const { adopt, whenMissing, onRemoval } = settings;
  return canonicalJson({ assignment: assignment.wanted(settings), adopt, whenMissing, onRemoval });
}

/** The outputs that Intune decides. `found` is false until the app was found and assigned. */
function observed(app: GraphObject | undefined, found = app !== undefined): State {
  return { found, objectId: app?.id ?? null };
}
