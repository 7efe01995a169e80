import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { encode } from "./properties";
import { InitFailedError } from "./plugin-provider";

/** An error as the engine reads it. */
export class ProtocolError extends Error implements grpc.ServiceError {
  readonly code = grpc.status.UNKNOWN;

  constructor(
    readonly details: string,
    readonly metadata: grpc.Metadata = new grpc.Metadata(),
  ) {
    super(details);
    this.name = "ProtocolError";
  }
}

/** A resource that was done only in part carries its state, secrets marked, so that the engine records it and it is not lost. */
export function toProtocolError(error: unknown, secrets: ReadonlySet<string> = new Set()): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const metadata = new grpc.Metadata();
  if (error instanceof InitFailedError)
    metadata.add("grpc-status-details-bin", Buffer.from(statusOf(error, secrets).serializeBinary()));
  return new ProtocolError(message, metadata);
}

function statusOf({ message, state }: InitFailedError, secrets: ReadonlySet<string>): Status {
  const detail = new ErrorResourceInitFailed();
  detail.setId(state.id);
  detail.setProperties(encode({ values: state.outputs, secrets }));
  detail.setReasonsList([message]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(any);
  return status;
}
