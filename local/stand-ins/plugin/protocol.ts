import { isDeepStrictEqual } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { decode, encode, hasUnknown, type Properties, type PropertyMap } from "./properties";
import { toProtocolError } from "./protocol-error";
import type { PluginProvider } from "./plugin-provider";
import type { CheckFailure, PropertyChange } from "./plugin-provider";

/** Pulumi's resource provider protocol on one side, the provider on the other. What is not named here is answered as unimplemented. */
export function service(
  provider: PluginProvider,
  version: string,
  onCancel: () => void = () => undefined,
): Partial<IResourceProviderServer> {
  return {
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),

    getSchema: unary(() => {
      const response = new proto.GetSchemaResponse();
      response.setSchema(provider.schema(version));
      return response;
    }),

    checkConfig: unary((request: proto.CheckRequest) => {
      const news = decode(request.getNews());
      return checkResponse(news, provider.checkConfig(news.values));
    }),

    diffConfig: unary((request: proto.DiffRequest) => {
      const before = decode(request.getOldInputs() ?? request.getOlds());
      return diffResponse(diffSettings(before.values, decode(request.getNews()).values));
    }),

    configure: unary(async (request: proto.ConfigureRequest) => {
      await provider.configure(configurationOf(request));
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),

    invoke: unary(async (request: proto.InvokeRequest) => {
      const args = decode(request.getArgs());
      const response = new proto.InvokeResponse();
      response.setReturn(encode({ values: await provider.invoke(request.getTok(), args.values), secrets: new Set() }));
      return response;
    }),

    check: unary((request: proto.CheckRequest) => {
      const { values, secrets } = decode(request.getNews());
      const seed = Buffer.from(request.getRandomseed_asU8());
      const inputs = provider.complete?.(request.getUrn(), decode(request.getOlds()).values, values, seed) ?? values;
      return checkResponse({ values: inputs, secrets }, provider.check(request.getUrn(), inputs));
    }),

    diff: unary((request: proto.DiffRequest) => {
      const olds = decode(request.getOlds()).values;
      const news = decode(request.getNews()).values;
      const oldInputs = decode(request.getOldInputs()).values;
      return diffResponse(provider.diff(request.getUrn(), olds, news, request.getIgnorechangesList(), oldInputs));
    }),

    create: unary(async (request: proto.CreateRequest) => {
      const { values: inputs, secrets } = decode(request.getProperties());
      const subject = { urn: request.getUrn(), inputs, timeout: request.getTimeout() };
      const response = new proto.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(encode({ values: provider.previewCreate(subject), secrets }));
        return response;
      }
      const { id, outputs } = await provider.create(subject).catch(failure(secrets));
      response.setId(id);
      response.setProperties(encode({ values: outputs, secrets }));
      return response;
    }),

    read: unary(async (request: proto.ReadRequest) => {
      const recorded = decode(request.getProperties());
      const inputs = request.hasInputs() ? decode(request.getInputs()) : undefined;
      const secrets = new Set([...recorded.secrets, ...(inputs?.secrets ?? [])]);
      const known = inputs !== undefined && Object.keys(inputs.values).length > 0 ? inputs.values : undefined;
      const state = await provider
        .read(request.getUrn(), request.getId(), known, recorded.values)
        .catch(failure(secrets));
      const response = new proto.ReadResponse();
      if (state !== undefined) {
        response.setId(state.id);
        response.setProperties(encode({ values: state.outputs, secrets }));
        response.setInputs(encode({ values: state.inputs, secrets }));
      }
      return response;
    }),

    update: unary(async (request: proto.UpdateRequest) => {
      const olds = decode(request.getOlds());
      const { values: inputs, secrets } = decode(request.getNews());
      const subject = { urn: request.getUrn(), inputs, timeout: request.getTimeout() };
      const response = new proto.UpdateResponse();
      const outputs: PropertyMap = request.getPreview()
        ? provider.previewUpdate(subject, olds.values)
        : (await provider.update(subject, request.getId(), olds.values).catch(failure(secrets))).outputs;
      response.setProperties(encode({ values: outputs, secrets }));
      return response;
    }),

    delete: unary(async (request: proto.DeleteRequest) => {
      const subject = { urn: request.getUrn(), timeout: request.getTimeout() };
      await provider.delete(subject, request.getId(), decode(request.getProperties()).values);
      return new Empty();
    }),

    cancel: unary(() => {
      provider.cancel();
      onCancel();
      return new Empty();
    }),
  };
}

function unary<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(toProtocolError(error));
        },
      );
  };
}

/** The settings that differ. None of them needs a new provider: what it made stays where it is. */
function diffSettings(before: PropertyMap, after: PropertyMap): PropertyChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => name !== "version")
    .filter((name) => hasUnknown(after[name]) || !isDeepStrictEqual(before[name], after[name]))
    .map((path) => ({ path, kind: "update", replaces: false }));
}

/** Turns an error into the protocol's, while it is still known which values are secret. */
function failure(secrets: ReadonlySet<string>): (error: unknown) => never {
  return (error) => {
    throw toProtocolError(error, secrets);
  };
}

function checkResponse(inputs: Properties, failures: readonly CheckFailure[]): proto.CheckResponse {
  const response = new proto.CheckResponse();
  response.setInputs(encode(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failed = new proto.CheckFailure();
      failed.setProperty(property);
      failed.setReason(reason);
      return failed;
    }),
  );
  return response;
}

function diffResponse(changes: readonly PropertyChange[]): proto.DiffResponse {
  const { Kind } = proto.PropertyDiff;
  const kinds = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  } as const;
  const topLevel = (path: string) => /^[^[.]*/.exec(path)?.[0] ?? path;
  const names = (of: readonly PropertyChange[]) => [...new Set(of.map(({ path }) => topLevel(path)))];

  const response = new proto.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(names(changes));
  response.setReplacesList(names(changes.filter(({ replaces }) => replaces)));
  response.setHasdetaileddiff(true);
  for (const { path, kind, replaces } of changes) {
    const change = new proto.PropertyDiff();
    change.setKind(kinds[kind][replaces ? 1 : 0]);
    response.getDetaileddiffMap().set(path, change);
  }
  return response;
}

/** The settings as a bag; an engine that sends only the older `<provider>:config:<key>` variables is understood too. */
function configurationOf(request: proto.ConfigureRequest): PropertyMap {
  if (request.hasArgs()) return decode(request.getArgs()).values;
  const settings: PropertyMap = {};
  request.getVariablesMap().forEach((value: string, name: string) => {
    settings[name.replace(/^[\w-]+:config:/, "")] = value;
  });
  return settings;
}
