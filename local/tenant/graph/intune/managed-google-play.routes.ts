import type { FastifyInstance } from "fastify";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { accept } from "../../accept";
import type { TenantContext } from "../../tenant-context";
import { type GraphApi, rootOf } from "../graph-api";
import { badRequest } from "../graph-error-body";
import { permissions, requireIntunePermission } from "../route-permissions";
import { parameterOf } from "./assignments.routes";
import type { EntityStore } from "./entity-store";

interface PlayDocument {
  bindStatus: "notBound" | "bound" | "boundAndValidated" | "unbinding";
  /** Approved packages, synchronized with Intune or not. */
  approved: string[];
  lastSync: string | null;
}

const documentName = "graph-managed-google-play";
const path = "/deviceManagement/androidManagedStoreAccountEnterpriseSettings";
const controlSchema = z.strictObject({
  bindStatus: z.enum(["notBound", "bound", "boundAndValidated", "unbinding"]).optional(),
  approved: z.array(z.string()).optional(),
});

/** Managed Google Play: where an administrator approves apps, which then appear in Intune. */
export class ManagedGooglePlay {
  private readonly document: PlayDocument;

  constructor(
    private readonly context: TenantContext,
    private readonly apps: EntityStore,
  ) {
    const { managedGooglePlayApps: approved } = context.settings;
    const isNew = { created: false };
    this.document = context.store.document(documentName, () => {
      isNew.created = true;
      return { bindStatus: "boundAndValidated", approved: [...approved], lastSync: null };
    });
    if (isNew.created) this.sync();
  }

  get status(): Readonly<PlayDocument> {
    return this.document;
  }

  /** Changes in the consoles. An app whose approval was revoked disappears from Intune with the next sync. */
  set({ bindStatus, approved }: z.infer<typeof controlSchema>): void {
    if (bindStatus !== undefined) this.document.bindStatus = bindStatus;
    if (approved !== undefined) this.document.approved = approved;
    this.sync();
  }

  approve(packages: readonly string[]): void {
    this.document.approved = [...new Set([...this.document.approved, ...packages])];
    this.context.store.save(documentName);
  }

  sync(): void {
    const { approved, bindStatus } = this.document;
    const isBound = bindStatus === "bound" || bindStatus === "boundAndValidated";
    const desired = isBound ? approved : [];
    const present = this.apps.all().filter(({ odataType }) => odataType === odataTypeOfApp);
    for (const app of present) if (!desired.includes(String(app.properties.packageId))) this.apps.delete(app.id);
    for (const packageId of desired) {
      if (present.some(({ properties }) => properties.packageId === packageId)) continue;
      const now = new Date(this.context.now()).toISOString();
      const displayName = packageId === "com.lookout.enterprise" ? "Lookout for Work" : packageId;
      this.apps.put({
        id: randomUUID(),
        odataType: odataTypeOfApp,
        properties: {
          ...{ displayName, packageId, appIdentifier: `app:${packageId}`, publisher: displayName },
          ...{ appStoreUrl: `https://play.google.com/store/apps/details?id=${packageId}` },
          ...{ createdDateTime: now, lastModifiedDateTime: now, isPrivate: false, isSystemApp: false },
          ...{ supportsOemConfig: false, totalLicenseCount: 0, usedLicenseCount: 0 },
        },
        parts: { assignments: [], categories: [] },
        // In the past, because Intune does not have to publish apps from Google.
        createdAt: 0,
      });
    }
    this.document.lastSync = new Date(this.context.now()).toISOString();
    this.context.store.save(documentName);
  }
}

const odataTypeOfApp = "#microsoft.graph.androidManagedStoreApp";

/** Only beta has these routes.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-androidforwork-androidmanagedstoreaccountenterprisesettings */
export function registerManagedGooglePlay(api: GraphApi, play: ManagedGooglePlay): void {
  if (api.version !== "beta") return;
  const { app, context } = api;

  app.get(path, (request) => {
    requireIntunePermission(request, permissions.readIntuneConfiguration);
    const { bindStatus, lastSync } = play.status;
    return {
      "@odata.context": `${rootOf(api)}/$metadata#deviceManagement/androidManagedStoreAccountEnterpriseSettings/$entity`,
      id: "androidManagedStoreAccountEnterpriseSettings",
      bindStatus,
      lastAppSyncDateTime: lastSync,
      lastAppSyncStatus: lastSync === null ? "none" : "success",
    };
  });

  app.post(`${path}/approveApps`, async (request, reply) => {
    requireIntunePermission(request, permissions.writeIntuneConfiguration);
    const ids = parameterOf(request.body, "packageIds", ["approveAllPermissions"]).map(String);
    const wrong = ids.find((id) => !id.startsWith("app:"));
    if (wrong !== undefined) throw badRequest(`The package id '${wrong}' is invalid: it begins with 'app:'.`);
    if (context.settings.unknowns.approveApps === "refused") {
      throw badRequest("Approving apps is no longer available; approve them in managed Google Play.");
    }
    play.approve(ids.map((id) => id.slice("app:".length)));
    return reply.status(204).send();
  });

  app.post(`${path}/syncApps`, async (request, reply) => {
    requireIntunePermission(request, permissions.writeIntuneConfiguration);
    play.sync();
    return reply.status(204).send();
  });
}

/** Control route for Intune's and Google's consoles: `PUT /_tenant/managed-google-play` with `{"bindStatus": "notBound"}`
 *  or `{"approved": ["com.lookout.enterprise"]}`. Synchronizes apps immediately. */
export function registerManagedGooglePlayControl(app: FastifyInstance, play: ManagedGooglePlay): void {
  app.get("/_tenant/managed-google-play", () => play.status);
  app.put("/_tenant/managed-google-play", (request, reply) =>
    accept(reply, controlSchema, request.body, (change) => {
      play.set(change);
    }),
  );
}
