import { randomUUID } from "node:crypto";
import type { TenantContext } from "../context";
import { invalidRequest, resourceNotFound } from "./errors";
import { findPhone, phonesAfter, type Phone, type PhoneSource, type ReadPhones } from "./phones";

export type DirectoryKind = "group" | "user" | "servicePrincipal" | "device";

/** An object of Entra's directory. */
export interface DirectoryObject {
  readonly id: string;
  readonly kind: DirectoryKind;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Object ids; groups only. */
  readonly members: readonly string[];
  /** Object ids; groups and service principals. */
  readonly owners: readonly string[];
}

interface Version {
  /** When it was written, in ms since 1970. */
  readonly at: number;
  /** Null once the object was deleted. */
  readonly object: DirectoryObject | null;
}
interface DirectoryDocument {
  readonly objects: Record<string, Version[]>;
}

const documentName = "graph-directory";

/** Entra's directory, eventually consistent: what was written shows only after the tenant's consistency delay, and until
 *  then reads answer as before. Writes add up on the newest version, seen or not. */
export class Directory {
  private readonly document: DirectoryDocument;

  constructor(
    private readonly context: TenantContext,
    /** People and devices that nobody wrote here one by one. */
    private readonly readPhones: ReadPhones = () => [],
  ) {
    this.document = context.store.document(documentName, () => ({ objects: firstObjects(context) }));
  }

  /** The object as it shows now. */
  find(id: string): DirectoryObject | undefined {
    const versions = this.document.objects[id.toLowerCase()];
    return versions === undefined ? objectOf(findPhone(this.phones(), id), id) : (this.showing(versions) ?? undefined);
  }

  /** The object of that kind as it shows now; Graph's 404 when there is none. */
  get(kind: DirectoryKind, id: string): DirectoryObject {
    if (!guid.test(id)) throw invalidRequest(`Invalid object identifier '${id}'.`);
    const object = this.find(id);
    if (object?.kind !== kind) throw resourceNotFound(id);
    return object;
  }

  list(kind: DirectoryKind): readonly DirectoryObject[] {
    const stored = Object.values(this.document.objects).flatMap((versions) => {
      const object = this.showing(versions);
      return object?.kind === kind ? [object] : [];
    });
    const describe = kind === "user" ? userOf : kind === "device" ? deviceOf : undefined;
    return describe === undefined ? stored : [...stored, ...[...phonesAfter(this.phones())].map(describe)];
  }

  /** Phones and their owners, which are made as they are asked for. */
  phones(): readonly PhoneSource[] {
    return this.readPhones(this.context);
  }

  /** Objects of that kind as last written, whether they show or not: for what must be unique. */
  written(kind: DirectoryKind): readonly DirectoryObject[] {
    return Object.values(this.document.objects).flatMap((versions) => {
      const object = versions.at(-1)?.object;
      return object?.kind === kind ? [object] : [];
    });
  }

  create(kind: DirectoryKind, content: Partial<Omit<DirectoryObject, "kind">>): DirectoryObject {
    const object = { id: randomUUID(), kind, properties: {}, members: [], owners: [], ...content };
    this.write(object.id, object);
    return object;
  }

  /** Changes an object that shows; one that was deleted meanwhile is gone for writes. */
  update(kind: DirectoryKind, id: string, change: (object: DirectoryObject) => Partial<DirectoryObject>): void {
    const newest = this.writable(kind, id);
    this.write(newest.id, { ...newest, ...change(newest) });
  }

  delete(kind: DirectoryKind, id: string): void {
    this.write(this.writable(kind, id).id, null);
  }

  private writable(kind: DirectoryKind, id: string): DirectoryObject {
    this.get(kind, id);
    const newest = this.document.objects[id.toLowerCase()]?.at(-1)?.object;
    if (!newest) throw resourceNotFound(id);
    return newest;
  }

  private showing(versions: readonly Version[]): DirectoryObject | null | undefined {
    const horizon = this.horizon();
    return versions.findLast(({ at }) => at <= horizon)?.object;
  }

  private horizon(): number {
    return this.context.now() - this.context.settings.consistencyDelayMs;
  }

  private write(id: string, object: DirectoryObject | null): void {
    const versions = [...(this.document.objects[id] ?? []), { at: this.context.now(), object }];
    const horizon = this.horizon();
    const shown = versions.findLastIndex(({ at }) => at <= horizon);
    const kept = versions.slice(Math.max(shown, 0)); // What came before the version that shows is never read again.
    if (kept.length === 1 && kept[0]?.object === null) Reflect.deleteProperty(this.document.objects, id);
    else this.document.objects[id] = kept;
    this.context.store.save(documentName);
  }
}

/** The owner or the device, whichever the id belongs to. */
function objectOf(phone: Phone | undefined, id: string): DirectoryObject | undefined {
  if (phone === undefined) return undefined;
  return [userOf(phone), deviceOf(phone)].find((object) => object.id === id.toLowerCase());
}

/** The owner as an object of Entra's. */
function userOf({ userId, ownerName, userPrincipalName, mail }: Phone): DirectoryObject {
  const properties = { accountEnabled: true, displayName: ownerName, mail, userPrincipalName, userType: "Member" };
  return { id: userId, kind: "user", properties, members: [], owners: [] };
}

/** The phone as an object of Entra's. */
function deviceOf(phone: Phone): DirectoryObject {
  const { entraObjectId, entraDeviceId, name, operatingSystem, osVersion, manufacturer, model, isManaged } = phone;
  const properties = {
    accountEnabled: true,
    deviceId: entraDeviceId,
    displayName: name,
    isManaged,
    manufacturer,
    model,
    operatingSystem,
    operatingSystemVersion: osVersion,
  };
  return { id: entraObjectId, kind: "device", properties, members: [], owners: [] };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A new directory holds the service principal that the client signs in as. */
function firstObjects({ settings }: TenantContext): Record<string, Version[]> {
  const id = settings.clientObjectId.toLowerCase();
  const properties = {
    accountEnabled: true,
    appId: settings.clientId,
    appDisplayName: "Local tenant automation",
    displayName: "Local tenant automation",
    appOwnerOrganizationId: settings.tenantId,
    appRoleAssignmentRequired: false,
    servicePrincipalNames: [settings.clientId],
    servicePrincipalType: "Application",
    signInAudience: "AzureADMyOrg",
  };
  return {
    [id]: [
      { at: Number.MIN_SAFE_INTEGER, object: { id, kind: "servicePrincipal", properties, members: [], owners: [] } },
    ],
  };
}
