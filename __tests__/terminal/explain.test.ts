import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { CATEGORIES } from "../../src/evidence/categories.ts";
import { PROBE_IDS, PROBES } from "../../src/evidence/probes.ts";
import { REASON_CODES } from "../../src/evidence/reasons.ts";
import { TRIGGER_IDS, TRIGGERS } from "../../src/evidence/triggers.ts";
import { GateFileSchema } from "../../src/settings/gate-file/schema.ts";
import { explain } from "../../src/terminal/explain.ts";
import type { Terminal } from "../../src/terminal/terminal.ts";
import { command } from "./command.ts";

/** What `explain` prints, and what it answers: an exit code or a misuse. */
function said(word: string | null, json = false): { readonly result: unknown; readonly text: string } {
  const stdout = new PassThrough();
  const terminal = { env: {}, workingDirectory: "/", stdout, stderr: stdout, cancelled: new AbortController().signal };
  const switches = new Set(json ? ["json"] : []);
  const result = explain(
    { kind: "command", command: "explain", word, values: {}, switches },
    terminal as unknown as Terminal,
  );
  return { result, text: stdout.read()?.toString() ?? "" };
}

const flat = (text: string) => text.replace(/\s+/g, " ");

describe("explain TRIGGER", () => {
  it.each(TRIGGER_IDS)("%s: meaning, kind, severity, quick check and tuning", (id) => {
    const { result, text } = said(id);
    expect(result).toBe(0);
    expect(text.split("\n")[0]).toContain(`trigger ${id}`);
    for (const part of ["means", "kind", "severity", "quick check", "tune"])
      expect(text).toMatch(new RegExp(`^ {2}${part}  +\\S`, "m"));
    expect(flat(text)).toContain(`kind ${TRIGGERS[id].kind}:`);
    expect(flat(text)).toContain(
      `${TRIGGERS[id].severity} by default; may be ${TRIGGERS[id].bounds.allowed.join(", ")}`,
    );
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  it.each(TRIGGER_IDS.filter((id) => TRIGGERS[id].example !== null))(
    "%s: the example is valid in a gate file",
    (id) => {
      const content = parse(TRIGGERS[id].example?.join("\n") ?? "", { schema: "core" });
      expect(GateFileSchema.safeParse(content).error?.issues ?? []).toEqual([]);
      const severity = content.triggers?.[id]?.severity;
      if (severity !== undefined)
        expect([severity === TRIGGERS[id].severity, TRIGGERS[id].bounds.allowed]).toEqual([
          false,
          expect.arrayContaining([severity]),
        ]);
    },
  );

  it("shows the example as it is written into the file", () => {
    expect(said("error-rate").text).toContain("\n  probes:\n    chat: { max-failures: 2 of 10 }");
  });

  it("says why a severity is bounded", () => {
    expect(flat(said("unreachable").text)).toContain("never a rollback");
  });

  it("gives the quick check of every category that is counted", () => {
    for (const category of ["provider-5xx:", "connection-lost:", "stream-failed:"])
      expect(said("error-rate").text).toContain(category);
  });
});

describe("explain", () => {
  it.each([...REASON_CODES, ...CATEGORIES])("knows %s, as text and as JSON", (word) => {
    expect(said(word).result).toBe(0);
    const document = JSON.parse(said(word, true).text);
    expect(document).toMatchObject({ schema: "cometapi-release-gate/explain", version: 1 });
    const { id } = document.trigger ?? document.category ?? document.reason;
    expect(id).toBe(word);
  });

  it("leads from a category to its trigger", () => {
    expect(flat(said("provider-5xx").text)).toContain("counts for the trigger error-rate");
  });

  it("takes capital letters", () => {
    expect(said("Authentication").result).toBe(0);
  });

  it("lists every trigger when no word is given", async () => {
    const { code, stdout } = await command(["explain"]);
    expect(code).toBe(0);
    for (const id of TRIGGER_IDS) expect(stdout).toContain(`\n  ${id}  `);
    expect(JSON.parse(said(null, true).text).triggers).toHaveLength(TRIGGER_IDS.length);
  });

  it.each(PROBE_IDS.filter((id) => !(REASON_CODES as readonly string[]).includes(id)))(
    "tells the row of the probe %s",
    (id) => {
      const { result, text } = said(id);
      expect(result).toBe(0);
      expect(text.split("\n")[0]).toBe(`probe ${id}`);
      expect(flat(text)).toContain(`passes when ${PROBES[id].passesWhen}.`);
      expect(flat(text)).toContain(`kind ${PROBES[id].kind}:`);
      expect(JSON.parse(said(id, true).text).probe).toMatchObject({ id, presets: PROBES[id].presets });
    },
  );

  it("tells which triggers a check raises", () => {
    expect(flat(said("logs").text)).toContain("raises prompt-exposure, log-fields");
    expect(flat(said("docs").text)).toContain("raises contract-drift");
  });

  it.each([
    ["401", "status 401", ["authentication"]],
    ["403", "status 403", ["blocked", "authentication"]],
    ["404", "status 404", ["route", "model"]],
    ["407", "status 407", ["proxy"]],
    ["429", "status 429", ["capacity"]],
    ["503", "status 503", ["provider-5xx"]],
    ["302", "status 302", ["route"]],
    ["200", "status 200", ["response-contract", "empty-output"]],
    ["ENOTFOUND", "network code ENOTFOUND", ["dns"]],
    ["EAI_AGAIN", "network code EAI_AGAIN", ["dns"]],
    ["econnrefused", "network code ECONNREFUSED", ["tcp"]],
    ["ECONNRESET", "network code ECONNRESET", ["connection-lost", "tcp"]],
    ["CERT_HAS_EXPIRED", "network code CERT_HAS_EXPIRED", ["tls"]],
    ["timeout", '"timeout" is a part of these words', ["timeout-connect", "timeout-rate"]],
    ["5xx", '"5xx" is a part of these words', ["provider-5xx"]],
    ["rollback", "decision rollback", TRIGGER_IDS.filter((id) => TRIGGERS[id].severity === "rollback")],
    ["hold", "decision hold", TRIGGER_IDS.filter((id) => TRIGGERS[id].severity === "hold")],
    ["proceed", "decision proceed", []],
  ])("leads from %s to the words that it may mean", (word, title, ids) => {
    const { result, text } = said(word);
    expect([result, text.split("\n")[0]]).toEqual([0, expect.stringContaining(title)]);
    const { lead } = JSON.parse(said(word, true).text);
    expect(lead.ids).toEqual(expect.arrayContaining([...ids]));
    for (const id of lead.ids) expect(said(id).result).toBe(0);
  });

  it("names the nearest word and exits 64", async () => {
    const { code, stdout, stderr } = await command(["explain", "autentication"]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: "" });
    expect(stderr).toContain('did you mean "authentication"?');
    expect((await command(["explain", "--json", "zzz"])).code).toBe(64);
    expect((await command(["explain", "response-stream"])).stderr).toContain('did you mean "responses-stream"?');
  });
});
