import { describe, expect, it } from "@jest/globals";
import { releaseDigest } from "../../src/evidence/configuration.ts";
import { digestOf } from "../../src/evidence/digest.ts";
import { isIntact, STALE_AFTER_DAYS } from "../../src/evidence/known-good.ts";
import { judgeRecord, LARGEST_RECORD_TEXT, parseRecord } from "../../src/known-good/parse.ts";
import { CONFIGURATION, KEY, NOW, recordOf } from "./examples.ts";

const PLACE = { name: "deployment 7", mend: "Delete it." };
const RECORD = recordOf(1);
const parse = (given: unknown) => parseRecord(given, PLACE);
const codeOf = (given: unknown) => {
  const parsed = parse(given);
  return parsed.ok ? "right" : parsed.problem.code;
};
const messageOf = (given: unknown) => {
  const parsed = parse(given);
  return parsed.ok ? "" : parsed.problem.message;
};

describe("parsing a record", () => {
  it.each([
    ["an object", RECORD],
    ["its JSON text", JSON.stringify(RECORD)],
    ["a doubly encoded text", JSON.stringify(JSON.stringify(RECORD))],
    ["indented text with a byte order mark", `\ufeff${JSON.stringify(RECORD, null, 2)}\n`],
    ["keys in another order", Object.fromEntries(Object.entries(RECORD).reverse())],
  ])("accepts %s", (_, given) => {
    expect(parse(given)).toEqual({ ok: true, record: RECORD });
  });

  it.each([
    ["nothing", null],
    ["no JSON", "not json"],
    ["a number", 7],
    ["an array", [RECORD]],
    ["an empty payload", ""],
    ["an empty object", {}],
    ["a text that was encoded three times", JSON.stringify(JSON.stringify(JSON.stringify(RECORD)))],
    ["another tool's payload", { deploy: "migrate" }],
    ["an older version", { ...RECORD, version: 0 }],
    ["a version that is text", { ...RECORD, version: "2" }],
    ["a big number where a small one belongs", { ...RECORD, attempts: 10n }],
    ["a line break in a label", { ...RECORD, name: "shop\n::error::x" }],
    ["a date without time", { ...RECORD, gateStartedAt: "2026-11-20" }],
    ["a truncated text", JSON.stringify(RECORD).slice(0, -20)],
  ])("calls %s malformed", (_, given) => {
    expect(codeOf(given)).toBe("record-malformed");
  });

  it("names the fields that are missing, wrong or unknown, and no value", () => {
    const { model: _, ...configuration } = RECORD.configuration;
    const message = messageOf({ ...RECORD, configuration, attempts: "sk-secret-value", extra: 1 });
    expect(message).toContain("configuration.model is missing");
    expect(message).toContain("attempts is wrong");
    expect(message).toContain("extra is unknown");
    expect(message).not.toContain("secret-value");
  });

  it("hides a field whose name looks like a secret, and stays one line", () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`sk-abcdefghijklmnop${i}`, i]));
    const message = messageOf({ ...RECORD, ...many });
    expect(message).not.toContain("sk-abc");
    expect(message.length).toBeLessThanOrEqual(300);
    expect(message).toMatch(/and 196 more$/);
  });

  it("says that a newer version of the gate wrote it, whatever else is in it", () => {
    expect(codeOf({ schema: RECORD.schema, version: 2, other: true })).toBe("record-from-newer-version");
  });

  it.each([
    ["a changed model", { ...RECORD, configuration: { ...CONFIGURATION, model: "other" } }],
    ["a changed label", { ...RECORD, deploymentVersion: "other" }],
    ["a changed digest", { ...RECORD, recordDigest: digestOf("x") }],
    ["a release digest over something else", sealedWith({ releaseDigest: digestOf("x") })],
    [
      "a configuration that was changed and sealed again, but not its own digest",
      sealedWith({ configuration: { ...CONFIGURATION, model: "other" }, releaseDigest: releaseDigest(CONFIGURATION) }),
    ],
  ])("finds %s", (_, given) => {
    expect(codeOf(given)).toBe("record-tampered");
  });

  it("does not parse more than a record can be", () => {
    expect(codeOf(" ".repeat(LARGEST_RECORD_TEXT + 1))).toBe("record-too-large");
  });
});

function sealedWith(more: Parameters<typeof recordOf>[1]) {
  const record = recordOf(1, more);
  expect(isIntact(record)).toBe(false);
  return record;
}

describe("judging a record", () => {
  const judge = (record = RECORD, key = KEY, now = NOW) =>
    judgeRecord({ ok: true, record }, key, now, PLACE, "deployments#7");
  const daysLater = (days: number, record = RECORD) => new Date(Date.parse(record.decidedAt) + days * 86_400_000);

  it("finds nothing remarkable about a fresh one", () => {
    expect(judge()).toEqual({ kind: "record", record: RECORD, origin: "deployments#7", warnings: [] });
  });

  it.each([
    ["another integration", { ...KEY, name: "other" }],
    ["another environment", { ...KEY, environment: "staging" }],
  ])("refuses a record of %s", (_, key) => {
    expect(judge(RECORD, key)).toMatchObject({ kind: "unusable", problem: { code: "record-of-another-release" } });
  });

  it("warns about one that was not verified again for long, and not a moment earlier", () => {
    expect(judge(RECORD, KEY, daysLater(STALE_AFTER_DAYS))).toEqual({
      kind: "record",
      record: RECORD,
      origin: "deployments#7",
      warnings: [],
    });
    const stale = judge(RECORD, KEY, daysLater(STALE_AFTER_DAYS + 1));
    expect(stale).toMatchObject({ kind: "record", warnings: [expect.stringContaining("31 days ago")] });
  });

  it("warns about a gate that started in the future", () => {
    const warned = judge(RECORD, KEY, new Date("2026-11-20T09:00:00Z"));
    expect(warned).toMatchObject({ kind: "record", warnings: [expect.stringContaining("clock")] });
  });
});
