import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CLIENT_ID, CLIENT_SECRET, TENANT_ID, type RecordingTenant } from "../azuread/recording-tenant";

export type Json = Record<string, unknown>;

export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const URN = "urn:pulumi:dev::project::azuread:index/";
export const GROUP_URN = `${URN}group:Group::pilot`;
export const POLICY_URN = `${URN}conditionalAccessPolicy:ConditionalAccessPolicy::policy`;

const STAND_INS = join(__dirname, "..", "..", "..", "..", "local", "stand-ins");

/** The compiled plugin as the engine runs it: a process of its own, spoken to over gRPC. */
export class PluginProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly client: ResourceProviderClient,
    /** The resource that is spoken of. */
    private readonly urn: string,
  ) {}

  /** The same process, about another resource. */
  about(urn: string): PluginProcess {
    return new PluginProcess(this.child, this.client, urn);
  }

  static async start(
    environment: NodeJS.ProcessEnv = {},
    urn = GROUP_URN,
    plugin: "azuread" | "azure-native" = "azuread",
  ): Promise<PluginProcess> {
    const child = spawn(process.execPath, [join(STAND_INS, plugin, `${plugin}.main.js`)], {
      env: { PATH: process.env.PATH, AZUREAD_STAND_IN_POLL_MS: "5", ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once("line", resolve);
      child.once("exit", (code) => {
        reject(new Error(`The plugin ended with ${code ?? "a signal"} before it named its port.`));
      });
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new PluginProcess(child, client, urn);
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
  }

  version(): Promise<string> {
    return call<PluginInfo>((done) => this.client.getPluginInfo(new Empty(), done)).then((info) => info.getVersion());
  }

  async checkConfig(news: Json) {
    const request = new proto.CheckRequest();
    request.setUrn("urn:pulumi:dev::project::pulumi:providers:azuread::default");
    request.setNews(struct(news));
    const response = await call<proto.CheckResponse>((done) => this.client.checkConfig(request, done));
    return { inputs: response.getInputs()?.toJavaScript(), failures: failuresOf(response) };
  }

  async diffConfig(olds: Json, news: Json) {
    const request = new proto.DiffRequest();
    request.setOlds(struct(olds));
    request.setOldInputs(struct(olds));
    request.setNews(struct(news));
    return diffOf(await call((done) => this.client.diffConfig(request, done)));
  }

  async configure(settings: Json) {
    const request = new proto.ConfigureRequest();
    request.setArgs(struct(settings));
    request.setAcceptsecrets(true);
    return call<proto.ConfigureResponse>((done) => this.client.configure(request, done));
  }

  async check(news: Json, { olds = {}, seed = "" }: { olds?: Json; seed?: string } = {}) {
    const request = new proto.CheckRequest();
    request.setUrn(this.urn);
    request.setOlds(struct(olds));
    request.setRandomseed(Buffer.from(seed));
    request.setNews(struct(news));
    const response = await call<proto.CheckResponse>((done) => this.client.check(request, done));
    return { inputs: response.getInputs()?.toJavaScript(), failures: failuresOf(response) };
  }

  async diff(olds: Json, news: Json, ignoreChanges: string[] = [], oldInputs: Json = olds) {
    const request = new proto.DiffRequest();
    request.setUrn(this.urn);
    request.setOlds(struct(olds));
    request.setOldInputs(struct(oldInputs));
    request.setNews(struct(news));
    request.setIgnorechangesList(ignoreChanges);
    return diffOf(await call((done) => this.client.diff(request, done)));
  }

  async create(inputs: Json, { preview = false, urn = this.urn, timeout = 0 } = {}) {
    const request = new proto.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    request.setTimeout(timeout);
    const response = await call<proto.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), outputs: (response.getProperties()?.toJavaScript() ?? {}) as Json };
  }

  async read(id: string, state?: { inputs: Json; outputs: Json }) {
    const request = new proto.ReadRequest();
    request.setUrn(this.urn);
    request.setId(id);
    if (state) {
      request.setInputs(struct(state.inputs));
      request.setProperties(struct(state.outputs));
    }
    const response = await call<proto.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: response.getId(),
      outputs: (response.getProperties()?.toJavaScript() ?? {}) as Json,
      inputs: (response.getInputs()?.toJavaScript() ?? {}) as Json,
    };
  }

  async update(id: string, olds: Json, news: Json, { preview = false } = {}) {
    const request = new proto.UpdateRequest();
    request.setUrn(this.urn);
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    request.setPreview(preview);
    const response = await call<proto.UpdateResponse>((done) => this.client.update(request, done));
    return (response.getProperties()?.toJavaScript() ?? {}) as Json;
  }

  async delete(id: string, outputs: Json = {}): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setUrn(this.urn);
    request.setId(id);
    request.setProperties(struct(outputs));
    await call((done) => this.client.delete(request, done));
  }

  async invoke(token: string, args: Json): Promise<Json> {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const response = await call<proto.InvokeResponse>((done) => this.client.invoke(request, done));
    return response.getReturn()?.toJavaScript() ?? {};
  }

  cancel(): Promise<Empty> {
    return call((done) => this.client.cancel(new Empty(), done));
  }
}

/** Settings as the engine sends them for a tenant. */
export function settingsFor(tenant: RecordingTenant): Json {
  return {
    metadataHost: tenant.host,
    tenantId: TENANT_ID,
    clientId: CLIENT_ID,
    clientSecret: secret(CLIENT_SECRET),
    useCli: "false",
    version: "6.9.1",
  };
}

/** A value marked secret, in the engine's form. */
export function secret(value: unknown): Json {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** The resource state that an error carries, when it reports that the resource was only half made. */
export function initFailedStateOf(error: unknown): { id: string; outputs: Json } | undefined {
  const details = (error as grpc.ServiceError).metadata.get("grpc-status-details-bin")[0];
  if (!(details instanceof Buffer)) {
    return undefined;
  }

  const any = Status.deserializeBinary(details).getDetailsList()[0];
  const state = proto.ErrorResourceInitFailed.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
  return { id: state.getId(), outputs: state.getProperties()?.toJavaScript() ?? {} };
}

function struct(values: Json): Struct {
  return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}

function call<T>(send: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, response) => {
      if (error) {
        reject(error);
      } else {
        resolve(response);
      }
    });
  });
}

function failuresOf(response: proto.CheckResponse): string[] {
  return response.getFailuresList().map((failure) => `${failure.getProperty()}: ${failure.getReason()}`);
}

function diffOf(response: proto.DiffResponse) {
  const detailed: Record<string, string> = {};
  const kinds = Object.entries(proto.PropertyDiff.Kind);
  response.getDetaileddiffMap().forEach((change: proto.PropertyDiff, path: string) => {
    detailed[path] = kinds.find(([, kind]) => kind === change.getKind())?.[0] ?? "?";
  });
  return {
    changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
    replaces: response.getReplacesList(),
    detailed,
  };
}
