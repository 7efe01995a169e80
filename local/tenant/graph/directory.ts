import { randomUUID } from "node:crypto";
import type { TenantContext } from "../tenant-context";
import { invalidRequest, resourceNotFound } from "./graph-error-body";
import { findPhone, phonesAfter, type Phone, type PhoneSource, type ReadPhones } from "./phones";

export type DirectoryKind = "group" | "user" | "servicePrincipal" | "device";

/** An object of the Entra directory. */
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
  /** Null if the object was deleted. */
  readonly object: DirectoryObject | null;
}
interface DirectoryDocument {
  readonly objects: Record<string, Version[]>;
}

const documentName = "graph-directory";

/** The Entra directory, eventually consistent: reads return the old value until the tenant's consistency delay is over. Writes
 *  apply to the newest version, visible or not. */
export class Directory {
  private readonly document: DirectoryDocument;

  constructor(
    private readonly context: TenantContext,
    /** Generated people and devices. */
    private readonly readPhones: ReadPhones = () => [],
  ) {
    this.document = context.store.document(documentName, () => ({ objects: firstObjects(context) }));
  }

  /** The visible version of the object. */
  find(id: string): DirectoryObject | undefined {
    const versions = this.document.objects[id.toLowerCase()];
    return versions === undefined ? objectOf(findPhone(this.phones(), id), id) : (this.showing(versions) ?? undefined);
  }

  /** The visible version of the object of that type, or Graph's 404. */
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

  /** Phones and their owners, generated on demand. */
  phones(): readonly PhoneSource[] {
    return this.readPhones(this.context);
  }

  /** The newest versions of that type, visible or not, for unique values. */
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

  /** Changes a visible object. A deleted object cannot be written, even if it is still visible. */
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
    const kept = versions.slice(Math.max(shown, 0)); // Older versions than the visible one are never read again.
    if (kept.length === 1 && kept[0]?.object === null) Reflect.deleteProperty(this.document.objects, id);
    else this.document.objects[id] = kept;
    this.context.store.save(documentName);
  }
}

/** The owner or the device with that id. */
function objectOf(phone: Phone | undefined, id: string): DirectoryObject | undefined {
  if (phone === undefined) return undefined;
  return [userOf(phone), deviceOf(phone)].find((object) => object.id === id.toLowerCase());
}

/** The owner as an Entra object. */
function userOf({ userId, ownerName, userPrincipalName, mail }: Phone): DirectoryObject {
  const properties = { accountEnabled: true, displayName: ownerName, mail, userPrincipalName, userType: "Member" };
  return { id: userId, kind: "user", properties, members: [], owners: [] };
}

/** The phone as an Entra object. */
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

/** A new directory contains the service principal of the client. */
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
