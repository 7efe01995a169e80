import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { isGuid } from "pulumi-lookout-intune/internal/model/identifiers";
import { valueOf, type ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { findGroupsByName } from "pulumi-lookout-intune/internal/clients/graph/group-members";
import type { LookoutApi } from "pulumi-lookout-intune/internal/clients/lookout/lookout-api";
import { lookoutSettings } from "pulumi-lookout-intune/internal/clients/lookout/lookout-configuration";
import { graphAccess, lookoutAccess, required } from "../connect";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { environmentOnly, readStackConfig } from "../stack/read-stack-config";
import type { StackOptions } from "../stack/stack-options";
import { readStackState } from "../stack/stack-state";

export interface EnrollmentContextOptions extends StackOptions {
  /** Object ids or names of the enrollment groups; overrides the stack's groups. */
  readonly group?: readonly string[];
}

/** What to read the enrollment from. */
export interface EnrollmentContext {
  readonly graph: GraphClient;
  /** Undefined if there is no application key. */
  readonly lookout: LookoutApi | undefined;
  /** Object ids of the enrollment groups, pilot first; undefined if unknown. */
  readonly groupIds: readonly string[] | undefined;
  /** What cannot be read, and why. */
  readonly unknown: readonly string[];
}

/** Reading a large tenant takes long, so this policy waits as long as the throttled services ask for. */
const bulkReadRetries = { attempts: 8, totalMs: 240_000, timeoutMs: 60_000 };

/** Loads the context. Throws `UserError` if there are no Graph credentials or a group does not exist. */
export async function loadContext(options: EnrollmentContextOptions): Promise<EnrollmentContext> {
  const { group = [], stack } = options;
  const readsStack = group.length === 0 || stack !== undefined;
  const source = readsStack ? await readStackConfig(options) : environmentOnly;
  const graph = required(graphAccess(source, process.env, bulkReadRetries));
  const named = await Promise.all(group.map((one) => idOfGroup(graph, one)));
  const groupIds = group.length > 0 ? named : groupIdsIn((await readStackState(options)).outputs);
  const { client: lookout, unknown } = accessLookout(source);
  return {
    graph,
    lookout,
    groupIds,
    unknown: groupIds === undefined ? [...unknown, noGroups] : unknown,
  };
}

function accessLookout(
  source: ConfigurationSource,
): Pick<EnrollmentContext, "unknown"> & { readonly client?: LookoutApi } {
  const { client, problems } = lookoutAccess(source);
  if (client !== undefined) return { client, unknown: [] };
  // A missing key is a choice. A key that cannot be used is a mistake.
  if (valueOf(lookoutSettings.applicationKey, source, process.env) !== undefined) throw new UserError(problems);
  return {
    unknown: [
      `Lookout's side cannot be read: which devices are pending, active or disconnected, and their threats. ${problems.join(" ")}`,
    ],
  };
}

const noGroups =
  "The enrollment groups are unknown because the stack has no output enrollmentGroupIds. Name them with --group, or export that output of LookoutIntuneIntegration.";

/** The stack's enrollment groups, protected rings first. */
function groupIdsIn(outputs: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const { enrollmentGroupIds: ids, protectedRings: rings } = outputs;
  if (typeof ids !== "object" || ids === null) return undefined;
  const order = Array.isArray(rings) ? rings.map(String) : [];
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const keys = Object.keys(ids).toSorted((a, b) => rank(a) - rank(b));
  const found = keys
    .map((key) => (ids as Readonly<Record<string, unknown>>)[key])
    .filter((id) => typeof id === "string");
  return found.length === 0 ? undefined : found;
}

async function idOfGroup(graph: GraphClient, named: string): Promise<string> {
  if (isGuid(named)) return named;
  const ids = await findGroupsByName(graph, named);
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  const found = ids.length === 0 ? "There is no group" : `There are ${ids.length} groups`;
  throw new UserError([
    `${found} with the exact name ${quoteName(named)} in Entra. Pass the name as Entra shows it, or the object id, with --group.`,
  ]);
}
