import type { FastifyInstance } from "fastify";

/** Accepts requests with a JSON content type but no body, as Microsoft's services do. `malformed` is their error for a body
 *  that is not JSON. */
export function acceptEmptyJson(app: FastifyInstance, malformed: () => Error): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? undefined : JSON.parse(body.toString()));
    } catch {
      done(malformed());
    }
  });
}
