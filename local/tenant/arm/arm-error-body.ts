/** A failure as Azure Resource Manager reports it.
 *  Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
export class ArmError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function armErrorBody({ code, message }: Pick<ArmError, "code" | "message">): object {
  return { error: { code, message } };
}

export function badArmRequest(message: string): ArmError {
  return new ArmError(400, "BadRequest", message);
}

export function armResourceNotFound(type: string, name: string): ArmError {
  const message = `The Resource '${type}/${name}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return new ArmError(404, "ResourceNotFound", message);
}
