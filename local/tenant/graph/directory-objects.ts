import { type GraphApi, type IdParams, rootOf } from "./api";
import { odataType, propertiesOf, withType } from "./collection";
import { existing } from "./groups";
import { readQuery } from "./odata/query";
import { permissionsToRead, requirePermission } from "./permissions";
import { viewOf } from "./view";

/** Any object of the directory by its id. */
export function registerDirectoryObjects(api: GraphApi): void {
  api.app.get<IdParams>("/directoryObjects/:id", (request) => {
    const anyRead = [...new Set(Object.values(permissionsToRead).flat())];
    requirePermission(request, anyRead);
    const object = existing(api, request.params.id);
    requirePermission(request, permissionsToRead[object.kind]);
    const { select } = readQuery(request);
    return {
      "@odata.context": `${rootOf(api)}/$metadata#directoryObjects/$entity`,
      ...withType(object.kind, viewOf(api.version, odataType(object.kind), propertiesOf(object), select)),
    };
  });
}
