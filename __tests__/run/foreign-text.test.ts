/** What a run shows of labels and files that others wrote, with a key whose characters Markdown escapes. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createRedactor } from "../../src/evidence/redaction.ts";
import { gate } from "../../src/gate.ts";
import { readFileIfPresent } from "../../src/run/read.ts";

const KEY = "ab#cd@ef_gh*ij:kl-mn0pqrst";
const TEMPLATE = '{"model":"some-model","messages":[{"role":"user","content":"{{prompt}}"}]}';

let folder = "";
let checkout = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-gate-foreign-"));
  checkout = mkdtempSync(join(folder, "checkout-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A run of the static check of `p.json`. */
const run = (inputs: Readonly<Record<string, string>> = {}) =>
  gate({
    source: {
      inputs: {
        "api-key": KEY,
        probes: "template",
        "request-template": "p.json",
        "evidence-dir": join(folder, "evidence"),
        ...inputs,
      },
      env: {},
      workingDirectory: checkout,
      readFile: readFileIfPresent,
      mask: () => undefined,
      untrusted: false,
      sandbox: null,
    },
    runner: { node: "v24.0.0", platform: "linux-x64" },
    cancelled: new AbortController().signal,
    progress: () => undefined,
    github: async () => null,
  });

describe("a label that spells the key", () => {
  it.each([
    ["in JSON escapes", [...KEY].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")],
    ["in character references", [...KEY].map((one) => `&#${one.charCodeAt(0)};`).join("")],
    ["with spaces", [...KEY].join(" ")],
  ])("%s: a rollback, and neither summary, outputs nor files show it", async (_, spelled) => {
    writeFileSync(join(checkout, "p.json"), TEMPLATE);
    const { summary, outputs } = await run({ name: spelled, "change-id": spelled });
    expect(outputs["reason-code"]).toBe("sensitive-exposure");
    const { exposes } = createRedactor([KEY]);
    const written = [summary, ...Object.values(outputs), readFileSync(outputs["evidence-path"], "utf8")];
    expect(written.filter(exposes)).toEqual([]);
    expect(summary).toContain("Gate for &#42;&#42;&#42;");
  });

  it("as it is: a rollback that shows it nowhere", async () => {
    writeFileSync(join(checkout, "p.json"), TEMPLATE);
    const { summary, outputs } = await run({ name: KEY });
    expect(outputs["reason-code"]).toBe("sensitive-exposure");
    const shown = summary.replaceAll("<wbr>", "").replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(shown + JSON.stringify(outputs)).not.toContain(KEY);
  });
});

describe("a request template", () => {
  it("that is a link to a file of the machine is not read", async () => {
    writeFileSync(join(folder, "outside.json"), '{"machine-secret-name":1}');
    symlinkSync(join(folder, "outside.json"), join(checkout, "p.json"));
    const { outputs, summary } = await run();
    expect([outputs.decision, outputs["reason-code"]]).toEqual(["hold", "configuration"]);
    expect(outputs.reason).toContain("names p.json, which is a link that leads out of the working directory");
    expect(summary).not.toContain("machine-secret-name");
  });

  it("that is a link within the checkout is", async () => {
    writeFileSync(join(checkout, "body.json"), TEMPLATE);
    symlinkSync("body.json", join(checkout, "p.json"));
    expect((await run()).outputs["reason-code"]).not.toBe("configuration");
  });
});
