import { Option } from "commander";
import { z } from "zod";
import { AccessRole, accessRoleMeanings } from "pulumi-lookout-intune/internal/model/access-roles";
import { groupKeySchema } from "pulumi-lookout-intune/internal/model/group-source";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { problemWith, question, type Asking, type EarlierAnswers } from "../question";

const group = z
  .string({ error: "give the display name or the object id of a group" })
  .trim()
  .min(1, "the group is empty; give its display name or its object id");

const accessGroups = z.strictObject({
  [AccessRole.Full]: group,
  [AccessRole.Restricted]: group.optional(),
  [AccessRole.ReadOnly]: group.optional(),
});

/** The groups of the integration, which can be named or found in Entra. */
export const groupQuestions = {
  createGroups: question({
    schema: z.boolean({ error: "must be true (create missing groups) or false (refuse them)" }),
    meaning: "whether the stack creates missing groups",
    flags: [new Option("--create-groups", "create missing groups with the stack (default: refuse them)")],
    default: false,
    async prompt({ ask }) {
      const answer = await ask.choose("Groups that do not exist in Entra", [
        { value: "no", name: "are a mistake: refuse them" },
        { value: "yes", name: "are created by the stack" },
      ]);
      return answer === "yes";
    },
  }),
  accessGroups: question({
    schema: accessGroups,
    incomplete: accessGroups.partial(),
    meaning: "the group with full access to Lookout's console",
    members: "{full, restricted, readOnly}",
    requiredMember: "full",
    flags: [
      new Option("--full-access-group <group>", "group with full access to Lookout's console, by name or object id"),
      new Option(
        "--restricted-access-group <group>",
        `group with restricted access: ${accessRoleMeanings.restricted} (default: none)`,
      ),
      new Option(
        "--read-only-access-group <group>",
        "group with read-only access; in Lookout's documentation, not in Microsoft's guide (default: none)",
      ),
    ],
    fromFlags({ fullAccessGroup: full, restrictedAccessGroup: restricted, readOnlyAccessGroup: readOnly }, inFile) {
      const messages = Object.entries({ full, restricted, readOnly }).filter(([, name]) => name !== undefined);
      if (messages.length === 0) return undefined;
      const others = inFile !== null && typeof inFile === "object" ? inFile : {};
      return { ...others, ...Object.fromEntries(messages) };
    },
    isMissing: (answers) => answers.accessGroups?.full === undefined,
    async prompt(asking, answers) {
      const given = answers.accessGroups ?? {};
      const full = await askGroup(asking, answers, "Group with full access to Lookout's console (name or object id)");
      const restricted =
        given.restricted ??
        (await askGroup(
          asking,
          answers,
          `Group with restricted access: ${accessRoleMeanings.restricted} (empty: none)`,
          true,
        ));
      const readOnly =
        given.readOnly ??
        (await askGroup(asking, answers, "Group with read-only access, not in Microsoft's guide (empty: none)", true));
      return { full, ...(restricted && { restricted }), ...(readOnly && { readOnly }) };
    },
  }),
  /** In the order of the rings, pilot first. */
  enrollmentGroups: question({
    schema: z
      .record(groupKeySchema, group)
      .refine((groups) => Object.keys(groups).length > 0, "name at least one enrollment group, pilot first"),
    meaning: "the groups whose devices Lookout enrolls, pilot first",
    members: "{key: name or object id}",
    flags: [
      new Option(
        "--enrollment-group <key=group...>",
        "groups whose devices Lookout enrolls, each with a key, pilot first",
      ),
    ],
    fromFlags: ({ enrollmentGroup }) => enrollmentGroup && groupsByKey(enrollmentGroup as readonly string[]),
    async prompt(asking, answers) {
      const groups: Record<string, string> = {};
      for (;;) {
        const isFirst = Object.keys(groups).length === 0;
        const text = isFirst ? "Key of the first enrollment group, the pilot" : "Key of the next ring (empty: no more)";
        const checkKey = (key: string) => {
          if (key === "" && !isFirst) return undefined;
          if (Object.hasOwn(groups, key)) return "This key is taken; choose another.";
          return problemWith(groupKeySchema, key);
        };
        const key = await asking.ask.text(text, checkKey, isFirst ? "pilot" : undefined);
        if (key === "") return groups;
        groups[key] = await askGroup(asking, answers, `Group of the ring ${key} (name or object id)`);
      }
    },
  }),
  reached: question({
    schema: groupKeySchema,
    meaning: "the last of the enrollment groups that is already protected",
    flags: [new Option("--reached <key>", "the last of these groups that is already protected")],
    isMissing: ({ enrollmentGroups = {}, reached }) =>
      Object.keys(enrollmentGroups).length > 1 && reached === undefined,
    async prompt({ ask }, { enrollmentGroups = {} }) {
      const [only, ...others] = Object.keys(enrollmentGroups);
      if (only === undefined || others.length === 0) return only;
      return ask.choose("Up to which ring should the rollout protect devices now?", [
        ...[only, ...others].map((key) => ({ value: key, name: `${key}: ${enrollmentGroups[key] ?? ""}` })),
      ]);
    },
  }),
};

async function askGroup(
  { ask, checkGroup }: Asking,
  { createGroups = false }: EarlierAnswers,
  text: string,
  mayBeNone = false,
): Promise<string> {
  return ask.text(text, (name) => {
    if (name === "") return mayBeNone ? undefined : "Give a name or an object id.";
    return checkGroup(name, createGroups);
  });
}

function groupsByKey(pairs: readonly string[]): Record<string, string> {
  const read = pairs.map((pair) => /^([^=]+)=(.+)$/.exec(pair));
  const wrong = pairs.filter((_, index) => read[index] === null);
  if (wrong.length > 0) {
    throw new UserError(
      wrong.map(
        (pair) => `--enrollment-group is "${pair}", but it requires a key and a group, such as pilot="Lookout pilot".`,
      ),
    );
  }
  const keys = read.map((pair) => pair?.[1] ?? "");
  const twice = keys.filter((key, index) => keys.indexOf(key) < index);
  if (twice.length > 0)
    throw new UserError(
      twice.map((key) => `--enrollment-group uses the key ${key} twice. Give each group its own key.`),
    );
  return Object.fromEntries(read.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}
