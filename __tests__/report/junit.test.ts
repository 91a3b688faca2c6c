import { describe, expect, it } from "@jest/globals";
import type { Attempt } from "../../src/evidence/attempt.ts";
import type { Evidence, ProbeRun } from "../../src/evidence/evidence.ts";
import { junit } from "../../src/report/records/junit.ts";
import { attemptTable } from "../../src/report/summary/attempt-table.ts";
import {
  evidence,
  finding,
  HOSTILE_LABELS,
  probe,
  quickCheckOf,
  refusedCredential,
  times,
  unsupportedFamily,
  unterminatedStream,
  withoutSecrets,
} from "./evidence-examples.ts";
import { ALL_EXAMPLES, decided, fanIn, leg, rehearsedWell } from "./release-examples.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  const rest = text.replace(/&(amp|lt|gt|quot|apos);/g, "");
  if (/[&<>]/.test(rest)) throw new Error(`unescaped: ${rest}`);
  return text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? "");
}

/** A strict reader of the XML that the builder may write: a stack, and an error for everything else. */
function parsed(xml: string): Element {
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(xml)) throw new Error("illegal character");
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const stack = [root];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, "");
  const tokens = body.match(/<[^>]*>|[^<]+/g) ?? [];
  expect(tokens.join("")).toBe(body);
  for (const token of tokens) {
    const top = stack.at(-1) ?? root;
    const [, close, name = "", attributes = "", empty] =
      /^<(\/?)([a-z]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>$/.exec(token) ?? [];
    if (!token.startsWith("<")) top.text += decoded(token);
    else if (name === "") throw new Error(`malformed tag ${token}`);
    else if (close === "/") expect(stack.pop()?.name).toBe(name);
    else {
      const pairs = [...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        decoded(value ?? ""),
      ]);
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: "" };
      top.children.push(element);
      if (empty !== "/") stack.push(element);
    }
  }
  expect(stack).toHaveLength(1);
  return root.children[0] ?? root;
}

const suites = (example: Evidence) => parsed(junit(example)).children;
const suite = (example: Evidence, name: string) => suites(example).find(({ attributes }) => attributes.name === name);
const kinds = (element: Element | undefined) => element?.children.map(({ children }) => children[0]?.name ?? "pass");

describe("junit.xml", () => {
  it.each(Object.entries(ALL_EXAMPLES))("is well-formed and counts right: %s", (_name, build) => {
    const root = parsed(junit(build()));
    expect(root.name).toBe("testsuites");
    for (const { attributes, children } of root.children) {
      const of = (kind: string) => String(children.filter(({ children: [first] }) => first?.name === kind).length);
      expect(attributes).toMatchObject({
        tests: String(children.length),
        failures: of("failure"),
        skipped: of("skipped"),
      });
    }
  });

  it("has a suite per probe and a case per attempt, the failure typed by its category", () => {
    const chat = suite(refusedCredential(), "chat");
    expect(chat?.children.map(({ attributes }) => attributes.name)).toEqual(["#1 pilot", "#2 confirmation"]);
    const failure = chat?.children[0]?.children[0];
    expect(failure?.attributes).toEqual({
      type: "authentication",
      message:
        "authentication 401 comet_api_error (layer configuration, stage authenticate, status 401, request id req-refused)",
    });
    expect(failure?.text).toBe(quickCheckOf("authentication"));
    expect(kinds(suite(unterminatedStream(), "responses-stream"))).toEqual(["pass", "failure", "pass", "pass", "pass"]);
  });

  it("skips what was not tested or not supported", () => {
    expect(kinds(suite(withoutSecrets(), "chat"))).toEqual(["skipped"]);
    expect(kinds(suite(unsupportedFamily(), "responses"))).toEqual(["skipped", "skipped"]);
  });

  it("fails what is not here where nothing excuses it, of both releases, as the table of attempts does", () => {
    const missing: Attempt["outcome"] = { kind: "unsupported", observed: { status: 404, json: true } };
    const asked = (subject: ProbeRun["subject"]) => probe("chat", times(3, missing), { subject });
    const both = decided({
      probes: [asked("candidate"), asked("known-good")],
      rehearsal: { kind: "ran", untested: [] },
    });
    for (const name of ["chat", "known-good chat"])
      expect(kinds(suite(both, name))).toEqual(["failure", "failure", "failure"]);
    const rows = attemptTable(both).flatMap((block) => (block.kind === "table" ? block.rows : []));
    expect(rows.map(({ cells }) => cells.slice(3, 5))).toEqual(Array(6).fill(["fail", "route"]));
  });

  it("has suites for fired triggers and for checks; advisory ones fail nothing", () => {
    expect(kinds(suite(refusedCredential(), "triggers"))).toEqual(["failure", "skipped"]);
    const checks = [
      { id: "docs", result: "pass" as const, findings: [] },
      { id: "template", result: "fail" as const, findings: [finding(), finding({ severity: "advisory" })] },
    ];
    expect(kinds(suite(evidence({ checks }), "checks"))).toEqual(["pass", "failure", "skipped"]);
  });

  it("tells the attempts of the known-good release from those of the candidate", () => {
    const names = suites(rehearsedWell()).map(({ attributes }) => attributes.name);
    expect(names).toEqual(["chat", "responses", "known-good chat", "known-good responses", "triggers"]);
    expect(kinds(suite(rehearsedWell(), "chat"))).toEqual(["failure", "failure"]);
    expect(kinds(suite(rehearsedWell(), "known-good chat"))).toEqual(Array(5).fill("pass"));
  });

  it("has a suite per leg of a fan-in with a case per probe, and fails for the leg that is missing", () => {
    const names = suites(fanIn()).map(({ attributes }) => attributes.name);
    expect(names.slice(0, 2)).toEqual(["leg region=r07", "leg region=r01"]);
    expect(names).toHaveLength(12 + 2);
    const worst = suite(fanIn(), "leg region=r07");
    expect(worst?.children.map(({ attributes }) => attributes.name)).toEqual(["chat", "responses"]);
    expect(kinds(worst)).toEqual(["failure", "pass"]);
    expect(worst?.children[0]?.children[0]?.attributes.type).toBe("model");
    expect(kinds(suite(fanIn(), "checks"))).toEqual(["failure"]);
  });

  it("skips what a leg did not test", () => {
    const legs = [leg("a", withoutSecrets())];
    expect(kinds(suite(fanIn(1, { legs }), "leg a"))).toEqual(["skipped", "skipped"]);
  });

  it.each([...HOSTILE_LABELS, "true", '"]]>', "\uD800 lone"].map((label) => [label.slice(0, 30), label] as const))(
    "carries any label: %j",
    (_name, label) => {
      const checks = [
        { id: "settings", result: "fail" as const, findings: [finding({ message: label, help: label })] },
      ];
      const example = evidence({ run: { name: label }, checks });
      const failure = suite(example, "checks")?.children[0]?.children[0];
      const visible = (text: string | undefined) => text?.replace(/[\p{Cc}\uFFFD\uD800]/gu, "").trim();
      expect(visible(failure?.attributes.message)).toBe(visible(label));
    },
  );
});
