import { type GraphApi, type IdParams, rootOf } from "./graph-api";
import { odataType, propertiesOf, withType } from "./directory-collection";
import { existing } from "./groups.routes";
import { readQuery } from "./odata/odata-query";
import { permissionsToRead, requirePermission } from "./route-permissions";
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
