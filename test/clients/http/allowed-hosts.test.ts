import assert from "node:assert/strict";
import { allowedHostsIn, describeHostRefusal } from "../../../clients/http/allowed-hosts";
import { cloudsByEnvironment } from "../../../model/clouds";
import { lookoutApiUrl } from "../../../model/lookout-endpoints";

const refusal = (url: string, environment: Record<string, string> = {}) =>
  describeHostRefusal(url, allowedHostsIn(environment));
const list = (hosts: string) => ({ LOOKOUT_INTUNE_ALLOWED_HOSTS: hosts });

describe("the hosts that credentials may go to", () => {
  it("are those of every known cloud and of Lookout, and a data collection endpoint of a cloud", () => {
    for (const { login, graph, resourceManager, logsIngestion } of Object.values(cloudsByEnvironment)) {
      for (const url of [login, graph, `${graph}/`, resourceManager, logsIngestion])
        assert.equal(refusal(url), undefined);
    }
    assert.equal(refusal(`${lookoutApiUrl}/mra/api/v2/devices?limit=1`), undefined);
    assert.equal(refusal("https://health-x1.westeurope-1.ingest.monitor.azure.com"), undefined);
  });

  it("are no others while the environment names none, and the refusal names the host and how to allow it", () => {
    for (const environment of [{}, list(""), list(" , ")]) {
      assert.match(
        refusal("https://gateway.contoso.com/api", environment) ?? "",
        /^gateway\.contoso\.com belongs neither to Microsoft's clouds nor to Lookout, so nothing is sent to it; .*LOOKOUT_INTUNE_ALLOWED_HOSTS .* pulumi destroy included$/,
      );
    }
  });

  for (const url of [
    "http://graph.microsoft.com",
    "https://graph.microsoft.com.evil.example",
    "https://graph.microsoft.com:8443",
    "https://graph.microsoft.com@evil.example",
    "https://graph.microsoft.com\\@evil.example",
    "https://graph.microsoft.com%2eevil.example",
    "https:graph.microsoft.com",
    "https:///graph.microsoft.com",
    "https://xmonitor.azure.com",
    "x:.evil.example",
    "https://",
    "graph.microsoft.com",
  ]) {
    it(`do not include ${url}`, () => {
      assert.notEqual(refusal(url), undefined);
    });
  }

  it("are extended by a list in the environment, each host with its port", () => {
    const environment = list("gateway.contoso.com, LOCALHOST:9443 ,[::1]:8443,https://elsewhere.example,*");
    for (const url of ["https://gateway.contoso.com/v1", "https://localhost:9443", "https://[::1]:8443/"]) {
      assert.equal(refusal(url, environment), undefined, url);
    }
    for (const url of ["https://localhost", "https://gateway.contoso.com:444", "https://elsewhere.example"]) {
      assert.match(refusal(url, environment) ?? "", /belongs neither/, url);
    }
    assert.match(refusal("http://gateway.contoso.com", environment) ?? "", /use https$/);
  });

  it("include the metadata host and the runner's token service of the environment, and no gateway of it", () => {
    const environment = {
      ARM_METADATA_HOSTNAME: "stack.contoso.com",
      ACTIONS_ID_TOKEN_REQUEST_URL: "https://runner.contoso.com/token?job=7",
      LOOKOUT_GATEWAY_URL: "https://gateway.contoso.com",
    };
    assert.equal(refusal("https://stack.contoso.com", environment), undefined);
    assert.equal(refusal("https://runner.contoso.com/token", environment), undefined);
    assert.match(refusal("https://gateway.contoso.com", environment) ?? "", /belongs neither/);
    assert.match(refusal("https://login.stack.contoso.com", environment) ?? "", /belongs neither/);
  });
});
