import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import type { PartialAnswers } from "./questions";
import { findGroup, type GroupSource } from "./find-group";
import { findDeviceGroups } from "./open-tenant";

/** The groups of the answers as Entra shows them, with all problems. */
export interface ResolvedGroups {
  readonly accessGroups: Readonly<Record<string, GroupSource>>;
  readonly enrollmentGroups: Readonly<Record<string, GroupSource>>;
  readonly problems: readonly string[];
  /** What to know about the groups' names, by the path of the group. */
  readonly names: readonly string[];
}

export async function resolveGroups(
  graph: GraphClient,
  { accessGroups, enrollmentGroups = {}, createGroups = false }: PartialAnswers,
): Promise<ResolvedGroups> {
  const problems: string[] = [];
  const names: string[] = [];
  const resolve = async (section: string, groups: Readonly<Record<string, string | undefined>> = {}) => {
    const found: [string, GroupSource][] = [];
    for (const [key, given] of Object.entries(groups)) {
      if (given === undefined) continue;
      const group = await findGroup(graph, given, createGroups);
      if ("problem" in group) problems.push(`${section}.${key}: ${group.problem}`);
      else {
        found.push([key, group.source]);
        names.push(...group.notes.map((note) => `${section}.${key}: ${note}`));
      }
    }
    return Object.fromEntries(found);
  };
  return {
    accessGroups: await resolve("accessGroups", accessGroups),
    enrollmentGroups: await resolve("enrollmentGroups", enrollmentGroups),
    problems,
    names,
  };
}

/** Throws for enrollment groups that compliance policies cannot use. */
export async function refuseDeviceGroups(
  graph: GraphClient,
  groups: Readonly<Record<string, GroupSource>>,
): Promise<string[]> {
  const existing = Object.entries(groups).flatMap(([key, source]) =>
    "existingObjectId" in source ? [{ key, ...source }] : [],
  );
  const devices = await findDeviceGroups(
    graph,
    existing.map(({ existingObjectId }) => existingObjectId),
  );
  return existing
    .filter(({ existingObjectId }) => devices.includes(existingObjectId))
    .map(
      ({ key, displayName }) =>
        `enrollmentGroups.${key}: ${quoteName(displayName)} is a device group, and the threat level that a partner reports requires ` +
        "user groups. Name a group of the users who own these devices.",
    );
}
