import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { createArmClient, findResourceManager, type ArmClient, type ArmRequest } from "../../../clients/arm/arm-client";
import { isMissingResource } from "../../../clients/arm/arm-error";
import { azureResourceId, pathArguments } from "../../../model/azure-resource-types";
import { createDeadlines } from "../plugin/deadlines";
import {
  type CheckFailure,
  notServed,
  type PluginProvider,
  type PropertyChange,
  type ReadState,
  type ResourceRequest,
  type ResourceState,
  typeIn,
} from "../plugin/plugin-provider";
import { hasUnknown, unknownValue, type PropertyMap, type PropertyValue } from "../plugin/properties";
import { isUndetermined, readTenantConfiguration, settingReader } from "../plugin/tenant-configuration";
import { createTenantSession, identifyCaller, type Caller } from "../plugin/tenant-session";
import { armTypes, type ArmType } from "./arm-type";
import { bodyOf, inputsAfter, inputsOfImport, outputsOf, rightTo, type JsonObject } from "./shape";

const getClientConfig = "azure-native:authorization:getClientConfig";
const settings = {
  subscriptionId: { key: "azure-native:subscriptionId", variables: ["ARM_SUBSCRIPTION_ID"] },
} as const;
/** How long one request may take, with its repetitions. */
const requestSeconds = 120;

interface SignedIn {
  readonly arm: ArmClient;
  readonly caller: Caller;
  readonly subscriptionId: string;
}

/** What every type has in common: a resource is put, read and deleted by its id. */
export class AzureNativeProvider implements PluginProvider {
  private session: SignedIn | undefined;
  private readonly deadlines = createDeadlines();

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  schema(version: string): string {
    return JSON.stringify({ name: "azure-native", version, resources: {} });
  }

  checkConfig(): CheckFailure[] {
    return [];
  }

  /** Signs in. With settings that are known only later there is nobody to sign in as yet. */
  async configure(inputs: PropertyMap): Promise<void> {
    if (isUndetermined(inputs)) return;
    const read = settingReader(inputs, this.environment);
    const { subscriptionId, ...configuration } = readTenantConfiguration("azure-native", read, settings);
    const session = createTenantSession(configuration);
    const { audience } = await findResourceManager(session, configuration);
    const caller = await identifyCaller(session, configuration, audience);
    this.session = { arm: createArmClient(configuration, { session }), caller, subscriptionId };
  }

  /** A name once made up stays. */
  complete(urn: string, before: PropertyMap, inputs: PropertyMap, seed: Buffer): PropertyMap {
    const { argument, made } = typeOf(urn).name;
    if (inputs[argument] !== undefined) return inputs;
    const name = before[argument] ?? (made === "uuid" ? uuidFrom(seed) : `${nameIn(urn)}${hexFrom(seed).slice(0, 8)}`);
    return { ...inputs, [argument]: name };
  }

  check(urn: string, inputs: PropertyMap): CheckFailure[] {
    return pathArguments(typeOf(urn))
      .filter((name) => inputs[name] === undefined)
      .map((property) => ({
        property,
        reason: `${property} is missing, and the resource's id is made of it. Set it.`,
      }));
  }

  diff(
    urn: string,
    _outputs: PropertyMap,
    inputs: PropertyMap,
    ignored: readonly string[],
    inputsBefore: PropertyMap,
  ): PropertyChange[] {
    const type = typeOf(urn);
    const replacing = new Set([...pathArguments(type), "location", ...(type.replacedBy ?? [])]);
    return [...new Set([...Object.keys(inputsBefore), ...Object.keys(inputs)])]
      .filter((name) => !ignored.includes(name))
      .flatMap((path): PropertyChange[] => {
        const before: PropertyValue | undefined = inputsBefore[path];
        const after: PropertyValue | undefined = inputs[path];
        if (!hasUnknown(after) && isDeepStrictEqual(before, after)) return [];
        const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
        return [{ path, kind, replaces: replacing.has(path) }];
      });
  }

  previewCreate({ urn, inputs }: ResourceRequest): PropertyMap {
    const outputs = ["name", ...(knownLater[typeOf(urn).token] ?? [])];
    return { ...inputs, ...Object.fromEntries(outputs.map((name) => [name, unknownValue])) };
  }

  previewUpdate({ inputs }: ResourceRequest, outputs: PropertyMap): PropertyMap {
    return { ...outputs, ...inputs };
  }

  async create({ urn, inputs }: ResourceRequest): Promise<ResourceState> {
    const type = typeOf(urn);
    const id = azureResourceId(type, inputs, this.signedIn(urn).subscriptionId) ?? "";
    if ((await this.get(urn, id)) !== undefined)
      throw new Error(`cannot create already existing resource '${id}'. Import it, or give the resource another name.`);
    return this.put(urn, id, inputs);
  }

  async read(
    urn: string,
    id: string,
    inputs: PropertyMap | undefined,
    outputs: PropertyMap,
  ): Promise<ReadState | undefined> {
    const answer = await this.get(urn, id);
    if (answer === undefined) return undefined;
    const now = outputsOf(typeOf(urn), answer);
    const isImport = inputs === undefined;
    return {
      id,
      outputs: now,
      inputs: isImport ? inputsOfImport(typeOf(urn), id, now) : inputsAfter(inputs, outputs, now),
    };
  }

  update({ urn, inputs }: ResourceRequest, id: string): Promise<ResourceState> {
    return this.put(urn, id, inputs);
  }

  async delete({ urn }: Omit<ResourceRequest, "inputs">, id: string): Promise<void> {
    const type = typeOf(urn);
    if (type.deletes === false) {
      throw new Error(
        `Azure Resource Manager cannot delete ${type.token}, and the stand-in knows no other way. Let it go with what it lies in (deletedWith).`,
      );
    }
    await this.send(urn, { method: "DELETE", path: id });
  }

  invoke(token: string): Promise<PropertyMap> {
    if (token !== getClientConfig) throw unsupportedTypeError(token);
    const { caller, subscriptionId } = this.signedIn(token);
    return Promise.resolve({ ...caller, subscriptionId });
  }

  cancel(): void {
    this.deadlines.cancel();
  }

  private get(urn: string, id: string): Promise<JsonObject | undefined> {
    return this.send(urn, { method: "GET", path: id, query: typeOf(urn).readQuery });
  }

  private async put(urn: string, id: string, inputs: PropertyMap): Promise<ResourceState> {
    const type = typeOf(urn);
    const answer = await this.send(urn, { method: "PUT", path: id, body: bodyOf(type, inputs) });
    // An answer to a PUT may leave out what a GET shows.
    const shown = type.readQuery === undefined ? answer : await this.get(urn, id);
    return { id, outputs: outputsOf(type, shown ?? {}) };
  }

  /** Sends a request and returns the answer's body; undefined for what is not there to be read or deleted. */
  private async send(
    urn: string,
    request: Pick<ArmRequest, "method" | "path" | "query" | "body">,
  ): Promise<JsonObject | undefined> {
    const { method, path } = request;
    const type = typeOf(urn);
    const right = rightTo(method === "GET" ? "read" : method === "PUT" ? "write" : "delete", type, path);
    const signal = this.deadlines.after(requestSeconds);
    try {
      const { arm } = this.signedIn(urn);
      const { status, body } = await arm.send({ ...request, apiVersion: type.apiVersion, right, signal });
      if (status === 202)
        throw new Error(
          `${method} ${path} was answered 202: the azure-native stand-in follows no operation that goes on.`,
        );
      return typeof body === "object" && body !== null ? (body as JsonObject) : {};
    } catch (error) {
      if (method !== "PUT" && isMissingResource(error)) return undefined;
      throw error;
    }
  }

  private signedIn(subject: string): SignedIn {
    if (this.session !== undefined) return this.session;
    throw new Error(`${subject}: the azure-native provider's settings are not known yet, so nobody is signed in.`);
  }
}

/** Outputs that only Azure knows and that others wait for. */
const knownLater: Readonly<Record<string, readonly string[]>> = {
  "azure-native:monitor:DataCollectionEndpoint": ["logsIngestion", "immutableId"],
  "azure-native:monitor:DataCollectionRule": ["immutableId"],
  "azure-native:operationalinsights:Workspace": ["customerId"],
};

function typeOf(urn: string): ArmType {
  const token = typeIn(urn);
  const type = armTypes.find((candidate) => candidate.token === token);
  if (type === undefined) throw unsupportedTypeError(token);
  return type;
}

function unsupportedTypeError(token: string): Error {
  return notServed("azure-native", token, [...armTypes.map((type) => type.token), getClientConfig]);
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function hexFrom(seed: Buffer): string {
  return createHash("sha256").update(seed).digest("hex");
}

function uuidFrom(seed: Buffer): string {
  const hex = hexFrom(seed);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
