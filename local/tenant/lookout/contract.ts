import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020";
import { default as addFormats } from "ajv-formats";
import { parse } from "yaml";

/** The gateway's contract, read from the published OpenAPI file. */
export class GatewayContract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(file = join(packageFolder(), "gateway", "openapi.yaml")) {
    addFormats(this.ajv);
    this.ajv.addSchema(parse(readFileSync(file, "utf8")) as object, "contract");
  }

  /** The first validation error of a body: property and reason. */
  problem(schema: string, body: unknown): { readonly property: string; readonly message: string } | undefined {
    const validate = this.validator(schema);
    if (validate(body)) return undefined;
    const [first] = validate.errors ?? [];
    return first === undefined ? { property: "", message: "the body breaks the contract" } : describe(first);
  }

  /** Fails if a response violates the contract: an error of the tenant, not of the caller. */
  assert(schema: string, body: unknown): void {
    const problem = this.problem(schema, body);
    if (problem !== undefined) throw new Error(`${schema}.${problem.property} ${problem.message}`);
  }

  private validator(schema: string): ValidateFunction {
    const validate = this.ajv.getSchema(`contract#/components/schemas/${schema}`);
    if (validate === undefined) throw new Error(`the contract has no schema ${schema}`);
    return validate;
  }
}

function describe(error: ErrorObject): { property: string; message: string } {
  const params = error.params as { readonly missingProperty?: string; readonly additionalProperty?: string };
  const steps = error.instancePath.split("/").filter((step) => step !== "");
  const named = params.missingProperty ?? params.additionalProperty;
  const property = [...steps, ...(named === undefined ? [] : [named])].join(".");
  return { property, message: error.message ?? "breaks the contract" };
}

/** This file is compiled to dist/local/tenant/lookout. */
function packageFolder(): string {
  return join(__dirname, "..", "..", "..", "..");
}
