import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { PluginProvider, ResourceRequest } from "../plugin/plugin-provider";
import { hasUnknown, unknownValue, type PropertyMap, type PropertyValue } from "../plugin/properties";
import type { CheckFailure, PropertyChange, ReadState, ResourceState } from "../plugin/plugin-provider";
import { ArmSession, type JsonObject } from "./arm-session";
import { armTypes, type ArmType } from "./arm-type";
import { isUndetermined, readConfiguration } from "./configuration";
import { bodyOf, idOf, inputsAfter, outputsOf, pathArguments } from "./shape";

const getClientConfig = "azure-native:authorization:getClientConfig";
const SECONDS = 120;
const FIRST_RETRY_MS = 1000;

/** What every type has in common: a resource is put, looked at and deleted by its id. */
export class AzureNativeProvider implements PluginProvider {
  private session: ArmSession | undefined;
  private readonly cancelled = new AbortController();

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  schema(version: string): string {
    return JSON.stringify({ name: "azure-native", version, resources: {} });
  }

  checkConfig(): CheckFailure[] {
    return [];
  }

  diffConfig(before: PropertyMap, after: PropertyMap): string[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (name) => name !== "version" && !isDeepStrictEqual(before[name], after[name]),
    );
  }

  /** Signs in. With settings that are known only later there is nobody to sign in as yet. */
  async configure(inputs: PropertyMap): Promise<void> {
    if (isUndetermined(inputs)) return;
    const configuration = readConfiguration(inputs, this.environment);
    this.session = await ArmSession.open(configuration, this.environment, this.deadline(), FIRST_RETRY_MS);
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
    const id = idOf(type, inputs, this.signedIn(urn).configuration.subscriptionId);
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
    if (inputs === undefined) throw new Error("The azure-native stand-in imports nothing.");
    const answer = await this.get(urn, id);
    if (answer === undefined) return undefined;
    const now = outputsOf(typeOf(urn), answer);
    return { id, outputs: now, inputs: inputsAfter(inputs, outputs, now) };
  }

  update({ urn, inputs }: ResourceRequest, id: string): Promise<ResourceState> {
    return this.put(urn, id, inputs);
  }

  async delete({ urn }: Omit<ResourceRequest, "inputs">, id: string): Promise<void> {
    const { apiVersion, deletes, token } = typeOf(urn);
    if (deletes === false) {
      throw new Error(
        `Azure Resource Manager cannot delete ${token}, and the stand-in knows no other way. Let it go with what it lies in (deletedWith).`,
      );
    }
    const query = { "api-version": apiVersion };
    await this.signedIn(urn).send({ method: "DELETE", id, query, signal: this.deadline() });
  }

  invoke(token: string): Promise<PropertyMap> {
    if (token !== getClientConfig) throw notServed(token);
    const { configuration, callerId } = this.signedIn(token);
    const { clientId, tenantId, subscriptionId } = configuration;
    return Promise.resolve({ clientId, tenantId, subscriptionId, objectId: callerId });
  }

  cancel(): void {
    this.cancelled.abort(new Error("The operation was cancelled."));
  }

  private get(urn: string, id: string): Promise<JsonObject | undefined> {
    const { apiVersion, readQuery } = typeOf(urn);
    const query = { "api-version": apiVersion, ...readQuery };
    return this.signedIn(urn).send({ method: "GET", id, query, signal: this.deadline() });
  }

  private async put(urn: string, id: string, inputs: PropertyMap): Promise<ResourceState> {
    const type = typeOf(urn);
    const query = { "api-version": type.apiVersion };
    const body = bodyOf(type, inputs);
    const answer = await this.signedIn(urn).send({ method: "PUT", id, query, body, signal: this.deadline() });
    // An answer to a PUT may leave out what a GET shows.
    const shown = type.readQuery === undefined ? answer : await this.get(urn, id);
    return { id, outputs: outputsOf(type, shown ?? {}) };
  }

  private signedIn(subject: string): ArmSession {
    if (this.session !== undefined) return this.session;
    throw new Error(`${subject}: the azure-native provider's settings are not known yet, so nobody is signed in.`);
  }

  private deadline(): AbortSignal {
    const outOfTime = new AbortController();
    setTimeout(() => {
      outOfTime.abort(new Error(`It was not finished within ${SECONDS} s. Look whether the tenant answers.`));
    }, SECONDS * 1000).unref();
    return AbortSignal.any([this.cancelled.signal, outOfTime.signal]);
  }
}

/** Outputs that only Azure knows and that others wait for. */
const knownLater: Readonly<Record<string, readonly string[]>> = {
  "azure-native:monitor:DataCollectionEndpoint": ["logsIngestion", "immutableId"],
  "azure-native:monitor:DataCollectionRule": ["immutableId"],
  "azure-native:operationalinsights:Workspace": ["customerId"],
};

function typeOf(urn: string): ArmType {
  const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const type = armTypes.find((candidate) => candidate.token === token);
  if (type === undefined) throw notServed(token);
  return type;
}

function notServed(token: string): Error {
  const served = [...armTypes.map((type) => type.token), getClientConfig].join(", ");
  return new Error(
    `The azure-native stand-in does not serve ${token}; it serves ${served}. ` +
      "Install the real azure-native plugin (pulumi plugin install resource azure-native), or leave this out of the local stack.",
  );
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
