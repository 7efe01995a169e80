import type { FastifyInstance } from "fastify";
import { ArmError, armErrorBody } from "../arm-error-body";
import type { ArmApi } from "../resource-type";
import type { StoredResource } from "./monitoring-resource";

type Row = Readonly<Record<string, unknown>>;
interface Rule extends StoredResource {
  readonly properties: {
    readonly immutableId: string;
    readonly streamDeclarations: Readonly<Record<string, { readonly columns: readonly Column[] }>>;
  };
}
interface Column {
  readonly name: string;
  readonly type: string;
}

/** Rows that are kept, oldest first. */
const keptRows = 1000;

/** Azure Monitor's ingestion of logs: `POST {endpoint}/dataCollectionRules/{rule}/streams/{stream}`.
 *  Source: https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview */
export function registerIngestion(app: FastifyInstance, { context, store }: ArmApi): void {
  const log = context.store.document<{ rows: Row[] }>("log-analytics", () => ({ rows: [] }));
  app.post<{ Params: { rule: string; stream: string }; Body: unknown }>(
    "/_ingestion/dataCollectionRules/:rule/streams/:stream",
    (request, reply) => {
      try {
        const rule = store
          .below("/subscriptions")
          .find(
            (resource): resource is Rule => (resource as Partial<Rule>).properties?.immutableId === request.params.rule,
          );
        const columns = rule?.properties.streamDeclarations[request.params.stream]?.columns;
        if (columns === undefined) {
          throw new ArmError(
            404,
            "NotFound",
            `Data collection rule with immutable Id '${request.params.rule}' not found.`,
          );
        }
        log.rows = [...log.rows, ...readRows(request.body, columns)].slice(-keptRows);
        context.store.save("log-analytics");
        return reply.status(204).send();
      } catch (error) {
        if (!(error instanceof ArmError)) throw error;
        return reply.status(error.status).send(armErrorBody(error));
      }
    },
  );
}

function readRows(body: unknown, columns: readonly Column[]): Row[] {
  if (!Array.isArray(body)) throw new ArmError(400, "InvalidContent", "The content is not an array of rows.");
  for (const row of body as Row[]) {
    for (const [name, value] of Object.entries(row)) {
      const column = columns.find((candidate) => candidate.name === name);
      // The real service silently drops values without a column. Here they are an error.
      if (column === undefined || !fits(column.type, value)) {
        throw new ArmError(400, "InvalidContent", `The column '${name}' takes no ${JSON.stringify(value)}.`);
      }
    }
  }
  return body as Row[];
}

function fits(type: string, value: unknown): boolean {
  if (type === "datetime") return typeof value === "string" && !Number.isNaN(Date.parse(value));
  if (type === "int") return Number.isInteger(value);
  return typeof value === type;
}
