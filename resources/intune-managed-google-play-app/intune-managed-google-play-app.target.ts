import {
  isManagedGooglePlayBound,
  WhenAppMissing,
  type ManagedGooglePlayAppSettings,
} from "./intune-managed-google-play-app.schema";
import type { GraphClient } from "../../clients/graph/graph-client";
import {
  getManagedGooglePlayApp,
  isManagedGooglePlayAppListed,
  readManagedGooglePlayBinding,
} from "../../clients/graph/managed-google-play";
import type { GraphObject } from "../../clients/graph/graph-objects";
import { assignmentsOf } from "../graph-object/assignments";
import type { GraphChange } from "../graph-object/changes";
import { createGraphTarget } from "../graph-object/graph-object.target";
import { log } from "../provider/diagnostics";
import type { State } from "../provider/provider";
import type { FoundBeforeInput } from "../../model/ownership";
import { canonicalJson } from "../../model/revision";
import { captureObject } from "../graph-object/captured-object";
import { Claim, type Candidate, type Target } from "../provider/target";
import { managedGooglePlayAppDefinition } from "./intune-managed-google-play-app.graph";

/** An app that Intune imported from managed Google Play. It is found by its package name and assigned, but never
 *  created or deleted. */
export function createManagedGooglePlayTarget(
  graph: GraphClient,
  settings: ManagedGooglePlayAppSettings & FoundBeforeInput,
  state: State = {},
): Target<GraphObject, GraphChange<ManagedGooglePlayAppSettings>> {
  const { packageId, whenMissing, foundBefore } = settings;
  const target = createGraphTarget(managedGooglePlayAppDefinition, graph, settings);
  const read = () => getManagedGooglePlayApp(graph, packageId);

  /** Assignments cannot carry a mark, so their owner follows from what was there before the stack. */
  function claimOf(app: GraphObject): Pick<Candidate<GraphObject>, "claim" | "before" | "note"> {
    if (state.found === true) return { claim: Claim.Own };
    const now = captureObject(managedGooglePlayAppDefinition, app);
    if (assignmentsOf(app).length === 0) return { claim: Claim.Own, before: now };
    if (target.changes(app).length > 0) return { claim: Claim.Named };
    const before =
      foundBefore?.exists === false
        ? captureObject(managedGooglePlayAppDefinition, unassigned(app))
        : foundBefore?.settings;
    if (before !== undefined && canonicalJson(before) !== canonicalJson(now)) {
      return {
        claim: Claim.Own,
        before,
        note: `${packageId} was assigned by an interrupted run of this stack; it is continued with.`,
      };
    }
    return {
      claim: Claim.Same,
      before: now,
      note: `${packageId} has the declared assignments already, but not by this stack, so removal leaves them as they are.`,
    };
  }

  return {
    ...target,
    read,
    isListed: () => isManagedGooglePlayAppListed(graph, packageId),
    create: undefined,
    delete: undefined,

    async find() {
      const app = await read();
      return app === undefined ? [] : [{ id: packageId, actual: app, ...claimOf(app) }];
    },

    async reportMissing() {
      const missing = await explainMissing(graph, packageId);
      if (whenMissing === WhenAppMissing.Fail) throw new Error(missing);
      log(`${packageId}: ${missing}`);
    },

    refusal([app]) {
      const count = app?.actual === undefined ? 0 : assignmentsOf(app.actual).length;
      return (
        `Intune's app ${packageId} has ${count === 1 ? "an assignment" : `${count} assignments`} that this stack did not create, and ` +
        "declaring it would replace them. Set adopt: true to replace them, or remove them in the Intune admin center."
      );
    },
  };
}

function unassigned(app: GraphObject): GraphObject {
  return { ...app, assignments: [] };
}

/** A person must approve the app, because Google announced the end of the API that Graph used for approvals.
 *  Source:
 *  https://learn.microsoft.com/graph/api/intune-androidforwork-androidmanagedstoreaccountenterprisesettings-approveapps */
async function explainMissing(graph: GraphClient, packageId: string): Promise<string> {
  const bindStatus = await readManagedGooglePlayBinding(graph);
  const approve =
    `in the Intune admin center under Apps > Android > Create > Managed Google Play app, search for ${packageId}, and choose Select, then Sync. ` +
    "The app appears after a few minutes. Then run this again.";
  return isManagedGooglePlayBound(bindStatus)
    ? `Intune does not have the app ${packageId} from managed Google Play yet. Approve it ${approve}`
    : `Intune is not connected to managed Google Play (Graph says ${bindStatus}), so it has no app ${packageId}. Connect it in the Intune admin center under ` +
        `Devices > Enrollment > Android > Managed Google Play, then approve the app ${approve}`;
}
