import { eventReadingAt } from "../../../local/runs/environment";
import { fastDelays } from "../../../local/tenant/tenant-options";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { allowedHostsVariable } from "../../../clients/http/allowed-hosts";
import type { DynamicType } from "../../../model/resource-types";
import { thinProvider } from "../../../resources/provider/thin-provider";

type State = Record<string, unknown>;

/** What a failed call leaves: the message, and what the engine would record of a half-made object. */
export interface ProviderError {
  readonly message: string;
  readonly partial?: { readonly id: string; readonly properties: State; readonly reasons: readonly string[] };
}

/** Pulumi's own dynamic-provider process with one of our resources in it, called as the engine calls it. */
export interface ProviderProcess {
  check(news: State, olds?: State): Promise<{ inputs: State; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: State, news: State): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: State): Promise<{ id: string; outs: State }>;
  read(id: string, props: State): Promise<{ id: string; props: State; inputs: State | undefined }>;
  update(id: string, olds: State, news: State): Promise<State>;
  delete(id: string, props: State): Promise<void>;
  /** Everything the process wrote, which the engine would show. */
  output(): string;
  /** Resolves once it printed what matches; what a handler prints may arrive after its answer. */
  printed(pattern: RegExp): Promise<void>;
  /** Ends the process at once, as a dying machine would. */
  kill(): void;
}

const repository = join(__dirname, "..", "..", "..", "..");

export async function providerText(type: DynamicType): Promise<string> {
  const provider = thinProvider(type);
  return (await pulumi.runtime.serializeFunction(() => provider, { allowSecrets: true })).text;
}

export async function startProvider(
  type: DynamicType,
  config: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<ProviderProcess> {
  const text = await providerText(type);
  const script = join(repository, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider");
  const { PATH = "", HOME = "" } = process.env;
  // Nothing of the caller's environment: it could hold credentials of its own.
  const env = { PATH, HOME, LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS: "0.05", ...hostsOf(config), ...environment };
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], { cwd: repository, env });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const port = await readPort(child);
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const withProvider = (state: State) => struct({ ...state, __provider: text });

  const configure = new ConfigureRequest();
  configure.setArgs(struct(config));
  await call((done) => client.configure(configure, done));

  return {
    async check(news, olds = {}) {
      const request = new CheckRequest();
      request.setOlds(withProvider(olds));
      request.setNews(withProvider(news));
      const answer = await call<CheckResponse>((done) => client.check(request, done));
      return {
        inputs: stateOf(answer.getInputs()),
        failures: answer.getFailuresList().map((f) => ({ property: f.getProperty(), reason: f.getReason() })),
      };
    },
    async diff(id, olds, news) {
      const request = new DiffRequest();
      request.setId(id);
      request.setOlds(withProvider(olds));
      request.setNews(withProvider(news));
      const answer = await call<DiffResponse>((done) => client.diff(request, done));
      return {
        changes: answer.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
        replaces: answer.getReplacesList(),
      };
    },
    async create(inputs) {
      const request = new CreateRequest();
      request.setProperties(withProvider(inputs));
      const answer = await call<CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), outs: stateOf(answer.getProperties()) };
    },
    async read(id, props) {
      const request = new ReadRequest();
      request.setId(id);
      request.setProperties(withProvider(props));
      const answer = await call<ReadResponse>((done) => client.read(request, done));
      const inputs = answer.getInputs();
      return {
        id: answer.getId(),
        props: stateOf(answer.getProperties()),
        inputs: inputs === undefined ? undefined : stateOf(inputs),
      };
    },
    async update(id, olds, news) {
      const request = new UpdateRequest();
      request.setId(id);
      request.setOlds(withProvider(olds));
      request.setNews(withProvider(news));
      return stateOf((await call<UpdateResponse>((done) => client.update(request, done))).getProperties());
    },
    async delete(id, props) {
      const request = new DeleteRequest();
      request.setId(id);
      request.setProperties(withProvider(props));
      await call((done) => client.delete(request, done));
    },
    output: () => output,
    printed: async (pattern) => {
      while (!pattern.test(output)) await once(child.stderr, "data");
    },
    kill() {
      client.close();
      child.kill("SIGKILL");
    },
  };
}

/** Allows the hosts that a test's config names, and reads events at the speed of the tests' tenant. */
function hostsOf(config: Record<string, string>): Record<string, string> {
  const urls = [config["lookout:apiUrl"], config["lookout:gatewayUrl"]];
  const hosts = urls.flatMap((url) => (url !== undefined && URL.canParse(url) ? [new URL(url).host] : []));
  return {
    [allowedHostsVariable]: [config["azuread:metadataHost"], ...hosts].join(","),
    ...eventReadingAt(fastDelays.streamHeartbeatMs),
  };
}

/** The error that a call must end in. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  try {
    await call;
  } catch (error) {
    return error as ProviderError;
  }
  throw new Error("the call succeeded, but should have failed");
}

async function readPort(child: ChildProcess): Promise<number> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the dynamic provider has no output");
  const [first] = (await once(stdout, "data")) as [Buffer];
  return Number(first.toString().trim());
}

async function call<T>(send: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, answer) => {
      if (error === null) resolve(answer);
      else reject(Object.assign(new Error(error.details), { partial: partialOf(error.metadata) }));
    });
  });
}

function partialOf(metadata: Metadata): ProviderError["partial"] {
  const [binary] = metadata.get("grpc-status-details-bin");
  if (!(binary instanceof Buffer)) return undefined;
  const detail = Status.deserializeBinary(binary)
    .getDetailsList()[0]
    ?.unpack((bytes) => ErrorResourceInitFailed.deserializeBinary(bytes), "pulumirpc.ErrorResourceInitFailed");
  if (!detail) return undefined;
  return { id: detail.getId(), properties: stateOf(detail.getProperties()), reasons: detail.getReasonsList() };
}

function struct(state: State): Struct {
  return Struct.fromJavaScript(state as Record<string, JavaScriptValue>);
}

/** Without the provider's text, which is checked to be there: without it the engine could not read or delete. */
function stateOf(state: Struct | undefined): State {
  const { __provider, ...rest } = (state?.toJavaScript() ?? {}) as State;
  if (state !== undefined && typeof __provider !== "string") throw new Error("the state lost its provider");
  return rest;
}
