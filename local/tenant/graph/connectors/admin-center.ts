import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { mobileThreatDefensePath } from "../../../../model/add-connector-step";
import { escapeHtml as escape } from "../../../../model/escape-html";
import { defaultMtdPartner, type MtdPartner, mtdPartners } from "../../../../model/mtd-partners";
import { accept } from "../../accept";
import type { Connectors } from "./connectors";

const path = "/_tenant/console/intune-add";
const partners = Object.keys(mtdPartners) as MtdPartner[];
const additionSchema = z.strictObject({ partner: z.enum(partners).optional() });

/** The page of the Intune admin center on which an administrator adds a partner's connector: for people as a page with a form, for
 *  scripts as a PUT with `{}` or `{"partner": "<name>"}`. */
export function registerAdminCenter(app: FastifyInstance, connectors: Connectors): void {
  const add = ({ partner = defaultMtdPartner }: z.infer<typeof additionSchema>): void => {
    connectors.add(mtdPartners[partner]);
  };
  app.put(path, (request, reply) => accept(reply, additionSchema, request.body, add));
  app.post(path, (request, reply) => {
    const addition = additionSchema.safeParse(request.body);
    if (!addition.success) return reply.status(400).send({ error: z.prettifyError(addition.error) });
    add(addition.data);
    return reply.redirect(path, 303);
  });
  app.get(path, (_request, reply) => reply.type("text/html; charset=utf-8").send(pageOf(connectors)));
}

function pageOf(connectors: Connectors): string {
  const rows = connectors.list().map((connector) => {
    const { id, partnerState, lastHeartbeatDateTime } = connectors.propertiesOf(connector);
    const partner = partners.find((name) => mtdPartners[name] === id) ?? String(id);
    const cells = [partner, String(partnerState), String(lastHeartbeatDateTime)];
    return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`;
  });
  const options = partners.map((name) => {
    return `<option${name === defaultMtdPartner ? " selected" : ""}>${escape(name)}</option>`;
  });
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Local Intune: Mobile Threat Defense</title></head><body>',
    `<h1>Mobile Threat Defense</h1><p>The local tenant's stand-in for the Intune admin center, ${escape(mobileThreatDefensePath)}.</p>`,
    "<table><thead><tr><th>Connector</th><th>State</th><th>Last heartbeat</th></tr></thead>",
    `<tbody>${rows.join("")}</tbody></table>`,
    `<h2>Add</h2><form method="post" action="${path}"><label>Mobile Threat Defense connector to set up`,
    `<select name="partner">${options.join("")}</select></label> <button>Create</button></form></body></html>`,
  ].join("\n");
}
