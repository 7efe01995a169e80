import type { FastifyInstance } from "fastify";

/** Clients of Microsoft's services name JSON as the content type of requests without a body too, and the services take that.
 *  `malformed` is their error for a body that is no JSON. */
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
