import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dynamicTypes, type DynamicType } from "../../../model/resource-types";
import { providers } from "../../../resources/registry";
import { providerText } from "./provider-process";

const snapshot = join(__dirname, "..", "..", "..", "..", "test", "resources", "provider", "thin-provider.snapshot.txt");

describe("the thin provider", () => {
  it("serializes to the text that stored state has held since the first release", async () => {
    assert.equal(await providerText("IntuneMtdConnector"), readFileSync(snapshot, "utf8"));
  });

  it("differs between resources by the name of the resource only", async () => {
    const texts = await Promise.all(
      (Object.keys(dynamicTypes) as DynamicType[]).map(async (type) => ({ type, text: await providerText(type) })),
    );
    const neutral = texts.map(({ type, text }) => text.replaceAll(`"${type}"`, "<type>"));
    assert.deepEqual([...new Set(neutral)].length, 1);
    assert.ok(texts.every(({ type, text }) => text.includes(`"${type}"`)));
  });

  it("finds a handler for every type", () => {
    assert.deepEqual(Object.keys(providers).sort(), Object.keys(dynamicTypes).sort());
  });

  it("leads to code that does not load Pulumi", () => {
    const loaded = Object.keys(require.cache);
    const entry = require.resolve("../../../resources/registry");
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      require.cache[file]?.children.forEach(({ id }) => {
        visit(id);
      });
    };
    visit(entry);
    assert.ok(loaded.includes(entry) && seen.size > 10);
    assert.deepEqual(
      [...seen].filter((file) => file.includes("/@pulumi/")),
      [],
    );
  });
});
