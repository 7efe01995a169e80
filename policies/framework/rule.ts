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
import { printableText } from "pulumi-lookout-intune/schemas";
import type { z } from "zod";
import { noSettings, readConfig, toPulumiSchema, type ConfigSchema } from "./rule-settings";
import type { FrameworkReference } from "./frameworks";
import { hideSecretInputs } from "./hidden-inputs";
import { pagesFolder, type RuleDocumentation } from "./documentation";

/** A rule of the pack: the policy that Pulumi runs, and its documentation. */
export interface Rule {
  readonly documentation: RuleDocumentation;
  readonly settings: ConfigSchema;
  /** Whether the rule supports the enforcement level `remediate`. */
  readonly remediates: boolean;
  readonly policy: ResourceValidationPolicy | StackValidationPolicy;
}

/** Inputs of a resource. Reading a value that is not known before the update throws; the SDK then reports that the rule could not
 *  run. */
export type Props = Readonly<Record<string, unknown>>;

/** The resource that a rule validates. */
export interface ResourceContext<Config> {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Props;
  readonly opts: PolicyResourceOptions;
  readonly config: Config;
  /** Ends the validation, with the reason why the rule does not apply. */
  readonly notApplicable: (reason: string) => never;
}

/** A rule that validates resources of some types. */
export interface ResourceRuleDefinition<Schema extends ConfigSchema> extends RuleDocumentation {
  readonly settings?: Schema;
  /** Type tokens; `any` for a rule that selects the types itself. */
  readonly types: readonly [string, ...string[]] | "any";
  /** Reports each violation: the value, the limit, and the setting to change. */
  readonly validate: (subject: ResourceContext<z.output<Schema>>, report: (message: string) => void) => void;
  /** Returns the values to set, by path (`ios.appSync`); empty if the rule is met. Only for rules with exactly one safe value. */
  readonly remediate?: (subject: ResourceContext<z.output<Schema>>) => Props;
}

/** The resources of the stack that a rule validates. */
export interface StackContext<Config> {
  readonly resources: readonly PolicyResource[];
  readonly config: Config;
  readonly notApplicable: (reason: string) => never;
}

/** A rule that validates several resources of a stack together. */
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
    const shown = printably(report);
    const reportHiding = (message: string): void => {
      shown(hideSecretInputs(message, [args]));
    };
    if (config !== undefined) validate(subjectOf(args, config), reportHiding);
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
    const { resources } = args;
    const shown = printably(report);
    const reportHiding = (message: string, urn?: string): void => {
      shown(hideSecretInputs(message, resources), urn);
    };
    definition.validate({ resources, config, notApplicable }, reportHiding);
  };
  const policy = { ...metadataOf(definition, settings), validateStack };
  return { documentation: definition, settings, remediates: false, policy };
}

/** Changes the SDK's own object, because a copy would contain secrets in plaintext. */
function setInPlace(props: Record<string, unknown>, [first = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) props[first] = value;
  else setInPlace(props[first] as Record<string, unknown>, rest, value);
}

function settingsOf<Schema extends ConfigSchema>({ settings }: { readonly settings?: Schema }): Schema {
  // Without settings, the type parameter is the type of noSettings.
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
    // Pulumi supports one framework; the rule's page lists all.
    ...(first && { framework: withoutLink(first) }),
  };
}

function withoutLink({ name, version = "", reference, specification }: FrameworkReference): PolicyComplianceFramework {
  return { name, version, reference, specification };
}

/** Messages quote names that people chose, and Pulumi writes them to a terminal or a pipeline as they are. */
function printably(report: ReportViolation): ReportViolation {
  return (message, urn) => {
    report(printableText(message), urn);
  };
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

/** Makes the SDK skip resources of other types before it deserializes them, which is most of the cost with thousands of resources.
 *  The SDK supports one type per function. */
function forTypeOnly<Validation extends object>(types: Types, validation: Validation): Validation {
  return types !== "any" && types.length === 1 ? Object.assign(validation, { __pulumiType: types[0] }) : validation;
}

function otherType(types: Types): string {
  return types === "any"
    ? "resources of this type are not evaluated"
    : `only resources of type ${types.join(" or ")} are evaluated`;
}
