import type {
  Policy,
  PolicyComplianceFramework,
  PolicyResource,
  PolicyResourceOptions,
  ReportViolation,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { z } from "zod";
import { noSettings, readConfig, toPulumiSchema, type ConfigSchema } from "./configuration";
import type { FrameworkReference } from "./frameworks";
import { pagesFolder, type RuleDocumentation } from "./documentation";

/** A rule of the pack: what Pulumi runs, and what its page says. */
export interface Rule {
  readonly documentation: RuleDocumentation;
  readonly settings: ConfigSchema;
  /** Whether the level `remediate` puts right what the rule objects to. */
  readonly remediates: boolean;
  readonly policy: ResourceValidationPolicy | StackValidationPolicy;
}

/** Inputs of a resource. Reading one that is not known before the update throws, and the SDK reports that the rule could not judge. */
export type Props = Readonly<Record<string, unknown>>;

/** A resource that a rule judges. */
export interface ResourceContext<Config> {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Props;
  readonly opts: PolicyResourceOptions;
  readonly config: Config;
  /** Leaves the rule, with the reason why it asks for nothing here. */
  readonly notApplicable: (reason: string) => never;
}

/** A rule about resources of some types. */
export interface ResourceRuleDefinition<Schema extends ConfigSchema> extends RuleDocumentation {
  readonly settings?: Schema;
  /** Type tokens; `any` for a rule that chooses by itself. */
  readonly types: readonly [string, ...string[]] | "any";
  /** Reports everything that breaks the demand: what was found, the limit, and which setting to change. */
  readonly validate: (subject: ResourceContext<z.output<Schema>>, report: (message: string) => void) => void;
  /** Returns what to set for the demand to be met, by path (`ios.appSync`); nothing where it is met, or where the value is not for a
   *  rule to choose. Only for rules with one safe value. */
  readonly remediate?: (subject: ResourceContext<z.output<Schema>>) => Props;
}

/** All resources of a stack. */
export interface StackContext<Config> {
  readonly resources: readonly PolicyResource[];
  readonly config: Config;
  readonly notApplicable: (reason: string) => never;
}

/** A rule about several resources of a stack. */
export interface StackRuleDefinition<Schema extends ConfigSchema> extends RuleDocumentation {
  readonly settings?: Schema;
  readonly validate: (stack: StackContext<z.output<Schema>>, report: (message: string, urn?: string) => void) => void;
}

export function resourceRule<Schema extends ConfigSchema = typeof noSettings>(
  definition: ResourceRuleDefinition<Schema>,
): Rule {
  const { types, validate, remediate } = definition;
  const settings = settingsOf(definition);
  const validateResource: ResourceValidation = (args, report) => {
    if (!isOf(types, args.type)) args.notApplicable(otherType(types));
    const config = configOf(settings, args.getConfig(), report);
    if (config !== undefined) validate(subjectOf(args, config), report);
  };
  const remediateResource: ResourceRemediation = (args) => {
    if (remediate === undefined || !isOf(types, args.type)) return undefined;
    const read = readConfig(settings, args.getConfig());
    if ("problem" in read) return undefined;
    const changes = Object.entries(remediate(subjectOf(args, read.config)));
    if (changes.length === 0) return undefined;
    for (const [path, value] of changes) setInPlace(args.props, path.split("."), value);
    return args.props;
  };
  const policy = {
    ...metadataOf(definition, settings),
    validateResource: forTypeOnly(types, validateResource),
    ...(remediate === undefined ? {} : { remediateResource: forTypeOnly(types, remediateResource) }),
  };
  return { documentation: definition, settings, remediates: remediate !== undefined, policy };
}

export function stackRule<Schema extends ConfigSchema = typeof noSettings>(
  definition: StackRuleDefinition<Schema>,
): Rule {
  const settings = settingsOf(definition);
  const validateStack: StackValidation = (args, report) => {
    const config = configOf(settings, args.getConfig(), report);
    if (config === undefined) return;
    const notApplicable = (reason: string): never => args.notApplicable(reason);
    definition.validate({ resources: args.resources, config, notApplicable }, report);
  };
  const policy = { ...metadataOf(definition, settings), validateStack };
  return { documentation: definition, settings, remediates: false, policy };
}

/** Changes the SDK's own object: a copy of it would hold secrets in clear. */
function setInPlace(props: Record<string, unknown>, [first = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) props[first] = value;
  else setInPlace(props[first] as Record<string, unknown>, rest, value);
}

function settingsOf<Schema extends ConfigSchema>({ settings }: { readonly settings?: Schema }): Schema {
  // A definition without settings has the schema of none for its type.
  return settings ?? (noSettings as ConfigSchema as Schema);
}

function metadataOf(documentation: RuleDocumentation, settings: ConfigSchema): Policy {
  const { id, title, demand, severity, level = "mandatory", tags, references: [first] = [], fix } = documentation;
  return {
    name: id,
    displayName: title,
    description: demand,
    enforcementLevel: level,
    severity,
    tags: [...tags],
    remediationSteps: fix,
    url: `${pagesFolder}/${id}.md`,
    configSchema: toPulumiSchema(settings),
    // Pulumi takes one; the page has them all.
    ...(first && { framework: withoutLink(first) }),
  };
}

function withoutLink({ name, version = "", reference, specification }: FrameworkReference): PolicyComplianceFramework {
  return { name, version, reference, specification };
}

function configOf<Schema extends ConfigSchema>(
  settings: Schema,
  given: unknown,
  report: ReportViolation,
): z.output<Schema> | undefined {
  const read = readConfig(settings, given);
  if ("config" in read) return read.config;
  report(read.problem);
  return undefined;
}

function subjectOf<Config>(args: Parameters<ResourceValidation>[0], config: Config): ResourceContext<Config> {
  const { type, name, urn, props, opts } = args;
  return { type, name, urn, props, opts, config, notApplicable: (reason) => args.notApplicable(reason) };
}

type Types = ResourceRuleDefinition<ConfigSchema>["types"];

function isOf(types: Types, type: string): boolean {
  return types === "any" || types.includes(type);
}

/** Has the SDK leave the rule before it unpacks a resource of another type, which for thousands of resources is most of the cost.
 *  It knows one type a function. */
function forTypeOnly<Validation extends object>(types: Types, validation: Validation): Validation {
  return types !== "any" && types.length === 1 ? Object.assign(validation, { __pulumiType: types[0] }) : validation;
}

function otherType(types: Types): string {
  return types === "any"
    ? "resources of this type are not judged"
    : `only resources of type ${types.join(" or ")} are judged`;
}
