import { describe, expect, it } from "@jest/globals";
import type { Check } from "../../src/evidence/evidence.ts";
import type { Finding } from "../../src/evidence/finding.ts";
import { DERIVED_ITEMS, type DerivedItem, type PreflightBasis, READINESS_ITEMS } from "../../src/evidence/preflight.ts";
import { identify } from "../../src/evidence/run-identity.ts";
import type { KnownGoodState } from "../../src/evidence/way-back.ts";
import { preflightItems, readinessCheck } from "../../src/readiness/check.ts";
import { describeRun } from "../../src/run/describe.ts";
import { describeRelease, templatesOf } from "../../src/run/describe-release.ts";
import type { Release, Settings } from "../../src/settings/settings.ts";
import { CONFIGURATION, recordOf } from "../known-good/examples.ts";
import { settings } from "../report/evidence-examples.ts";

const TEMPLATE = { family: "chat-completions", path: "prompts/chat.json", text: '{"model":"{{model}}"}' } as const;
const BEFORE = {
  ...CONFIGURATION,
  templates: [{ family: TEMPLATE.family, path: TEMPLATE.path, commit: null, digest: `sha256:${"0".repeat(64)}` }],
};

const found = (more: Parameters<typeof recordOf>[1] = {}): KnownGoodState => ({
  kind: "record",
  origin: "deployments#17",
  record: recordOf(1, { configuration: BEFORE, deploymentVersion: "2026.11.19-2", secretVersion: "6", ...more }),
  warnings: [],
});

/** A release for which everything is declared, and a run that found everything in order. */
function ready(more: Partial<Settings> = {}, release: Partial<Release> = {}): Settings {
  const base = settings();
  return {
    ...base,
    labels: { ...base.labels, environment: "production" },
    readiness: Object.fromEntries(READINESS_ITEMS.map((key) => [key, { kind: "value" as const, value: `${key}!` }])),
    readinessPlaces: {
      file: "gate.yml",
      line: 7,
      baseUrls: [{ place: "input base-url", url: base.release.baseUrl }],
    },
    template: { templates: [TEMPLATE], waivers: [] },
    ...more,
    release: {
      ...base.release,
      retry: { maxAttempts: 2, on: [429] },
      env: [{ name: "LLM_ROUTE", digest: null }],
      ...release,
    },
  };
}

const check = (id: string, ...findings: Partial<Finding>[]): Check => ({
  id,
  result: findings.length === 0 ? "pass" : "fail",
  findings: findings.map((finding) => ({
    trigger: "template",
    rule: "x",
    severity: "hold",
    message: "m",
    help: "h",
    file: TEMPLATE.path,
    line: 1,
    column: 1,
    ...finding,
  })),
});

const SEEN = { knownGood: found(), checks: [check("template"), check("logs")] };

/** What the run knows of itself; the release is described as a run describes it. */
function basisOf(given: Settings, seen: Partial<PreflightBasis> = {}): PreflightBasis {
  const release = describeRelease(given, templatesOf(given, { kind: "missing" }), (value) => value ?? null);
  return { release, ...SEEN, ...seen };
}

function stateOf(key: DerivedItem, given: Settings, seen: Partial<PreflightBasis> = {}) {
  const state = preflightItems(given, basisOf(given, seen)).find((item) => item.key === key)?.state;
  if (state === undefined) throw new Error(`no item ${key}`);
  if (state.kind === "missing") return `missing: ${state.gaps.map(({ what }) => what).join("; ")}`;
  return `${state.kind}: ${state.kind === "checked" ? state.what : state.kind === "filled" ? state.value : state.why}`;
}

describe("a list that is complete", () => {
  it("passes without a finding", () => {
    expect(readinessCheck(ready(), basisOf(ready()))).toEqual({ id: "readiness", result: "pass", findings: [] });
  });

  it.each([
    ["base-url", "checked: set by input base-url"],
    ["model", "checked: comes from the configuration"],
    ["timeout", "checked: 30s"],
    ["retry", "checked: at most 2 attempts on 429"],
    ["secret-path", "checked: secrets.COMETAPI_KEY"],
    [
      "payload",
      "checked: of the request template only the fields are sent, with a harmless prompt; the template check found no secret and no personal data",
    ],
    ["redaction", "checked: the log check passed"],
    ["known-good", "checked: 2026.11.19-2 in deployments#17"],
    ["rollback-information", "checked: the record has everything that this release would have to put back"],
    ["decision-record", "checked: complete"],
  ] as const)("says what the gate found: %s", (key, state) => {
    expect(stateOf(key, ready())).toBe(state);
  });

  it("is not asked for where none is declared", () => {
    expect(readinessCheck(ready({ readiness: null }), basisOf(ready({ readiness: null })))).toBeNull();
  });
});

describe("a declared item", () => {
  it("holds while it is neither filled nor waived, with the place of the list", () => {
    const { channel: _channel, "alerts.latency": _latency, ...readiness } = ready().readiness ?? {};
    const waived = { ...readiness, "alerts.latency": { kind: "waived", why: "no objective" } } as const;
    const finding = readinessCheck(ready({ readiness: waived }), basisOf(ready({ readiness: waived })))?.findings[0];
    expect(finding).toEqual({
      trigger: "readiness",
      rule: "item-missing",
      severity: "hold",
      message: "readiness: channel is neither filled nor waived",
      help: "Fill readiness.channel in the gate file, or write { waived: why }.",
      file: "gate.yml",
      line: 7,
      column: null,
    });
  });

  it.each(["TODO", "<OWNER>", "https://...", "...", "-", "https://"])("is not filled by a placeholder: %s", (value) => {
    const readiness = { ...ready().readiness, dashboard: { kind: "value", value } } as const;
    const messages = readinessCheck(ready({ readiness }), basisOf(ready({ readiness })))?.findings.map(
      ({ message }) => message,
    );
    expect(messages).toEqual(["readiness: dashboard is a placeholder"]);
  });

  it.each(["@oncall", "#release-llm", "值班", "https://grafana.example/d/llm"])("is filled by %s", (value) => {
    const readiness = { ...ready().readiness, dashboard: { kind: "value", value } } as const;
    expect(readinessCheck(ready({ readiness }), basisOf(ready({ readiness })))?.findings).toEqual([]);
  });
});

describe("an item that the gate checks itself", () => {
  const places = (...baseUrls: NonNullable<Settings["readinessPlaces"]>["baseUrls"]) =>
    ready({ readinessPlaces: { file: "gate.yml", line: 7, baseUrls } });
  const url = "https://api.cometapi.com/v1";
  const one = { place: "input base-url", url };
  const withText = (text: string) => ready({ template: { templates: [{ ...TEMPLATE, text }], waivers: [] } });
  const hardCoded = { rule: "hard-coded-model" };

  it.each<[DerivedItem, string, Settings, Partial<PreflightBasis>, string]>([
    ["base-url", "is the default", places(), {}, "checked: the built-in default, given nowhere else"],
    [
      "base-url",
      "is the same in two places",
      places(one, { place: "gate file g", url }),
      {},
      "checked: set by input base-url, and the same in gate file g",
    ],
    [
      "base-url",
      "differs in two places",
      places(one, { place: "environment variable B", url: "https://b.example/v1" }),
      {},
      "missing: is set by input base-url, and differently in environment variable B",
    ],
    [
      "base-url",
      "is written out again",
      places(one, { place: "gate file g: release.headers.x", url: null }),
      {},
      "missing: is set by input base-url, and again in gate file g: release.headers.x",
    ],
    [
      "base-url",
      "is hard-coded in a template",
      withText('{"url":"HTTPS://API.cometapi.com/v1"}'),
      {},
      "missing: its host is hard-coded in prompts/chat.json",
    ],
    ["model", "is not needed", ready({}, { model: "" }), {}, "not-tested: nothing that was selected needs a model"],
    [
      "model",
      "is another one in a template, which was not checked",
      withText('{"model":"example/other"}'),
      { checks: [] },
      "missing: another one is hard-coded in prompts/chat.json",
    ],
    [
      "model",
      "is the same in a template",
      withText('{"model":"example/model-1"}'),
      { checks: [] },
      "checked: comes from",
    ],
    [
      "model",
      "is a placeholder in a template",
      withText('{"model":"<MODEL_ID>"}'),
      { checks: [] },
      "checked: comes from",
    ],
    ["model", "is no JSON", withText("{"), { checks: [] }, "checked: comes from the configuration"],
    [
      "model",
      "is hard-coded, as the template check found",
      ready(),
      { checks: [check("template", hardCoded)] },
      "missing: another one is hard-coded in prompts/chat.json",
    ],
    [
      "model",
      "is hard-coded, which is waived",
      withText('{"model":"example/other"}'),
      { checks: [check("template", { ...hardCoded, severity: "advisory" })] },
      "checked: comes from the configuration",
    ],
    ["timeout", "is not declared", ready({}, { timeoutMs: null }), {}, "missing: the application's timeout is not"],
    ["retry", "is not declared", ready({}, { retry: null }), {}, "missing: the application's retry policy is not"],
    ["secret-path", "is not declared", ready({}, { apiKeyRef: null }), {}, "missing: where the key lives is not"],
    [
      "secret-path",
      "is not needed",
      ready({}, { auth: "none", apiKeyRef: null }),
      {},
      "not-tested: the endpoint takes",
    ],
    [
      "payload",
      "holds a secret and somebody's data",
      ready(),
      { checks: [check("template", { rule: "secret" }, { rule: "personal-data" })] },
      "missing: secret and personal data in the request template",
    ],
    [
      "payload",
      "holds what the team waived",
      ready(),
      { checks: [check("template", { rule: "secret", severity: "advisory" })] },
      "checked: of the request template only",
    ],
    [
      "payload",
      "has another flaw",
      ready(),
      { checks: [check("template", { rule: "unknown-field" })] },
      "checked: of the request template only",
    ],
    [
      "payload",
      "is the gate's own",
      ready({ template: undefined as never }),
      { checks: [] },
      "checked: only the gate's",
    ],
    [
      "payload",
      "has the body of the application",
      ready({ probes: [{ id: "app", selected: "explicit" }] }),
      {},
      "checked: of the request template only the fields are sent, with a harmless prompt; the template check found no secret and no personal data; the body of the app probe",
    ],
    ["redaction", "failed", ready(), { checks: [check("logs", {})] }, "missing: the log check failed"],
    ["redaction", "was not looked at", ready(), { checks: [] }, "not-tested: no log check in this run"],
    ["known-good", "has no version", ready(), { knownGood: found({ deploymentVersion: null }) }, "missing: the record"],
    ["known-good", "is none", ready(), { knownGood: { kind: "none", notice: null } }, "waived: known-good: none"],
    ["known-good", "is an empty history", ready(), { knownGood: { kind: "none", notice: "empty" } }, "waived: empty"],
    ["known-good", "is not named", ready(), { knownGood: { kind: "missing" } }, "missing: no known-good is named"],
    [
      "known-good",
      "is not usable",
      ready(),
      { knownGood: { kind: "unusable", code: "c", message: "m", help: "h" } },
      "missing: the known-good record cannot be used",
    ],
    [
      "rollback-information",
      "lacks what the record does not have",
      ready(),
      {
        knownGood: found({
          ...{ deploymentVersion: null, commit: null, secretVersion: null },
          configuration: { ...BEFORE, env: [], model: "", templates: [], timeoutMs: null, retry: null },
        }),
      },
      `missing: ${[
        ...["deployment version or commit", "model", "request template for chat-completions"],
        ...["timeout", "retry policy", "environment variable names", "secret version"],
      ]
        .map((name) => `the known-good record has no ${name}`)
        .join("; ")}`,
    ],
    [
      "rollback-information",
      "does not ask for what this release does not set either",
      ready(
        { template: { templates: [], waivers: [] } },
        { env: [], timeoutMs: null, retry: null, secretVersion: null },
      ),
      {
        knownGood: found({
          secretVersion: null,
          configuration: { ...BEFORE, env: [], templates: [], timeoutMs: null, retry: null },
        }),
      },
      "checked: the record has everything",
    ],
    [
      "rollback-information",
      "lacks people, switches and places",
      ready(
        { readiness: {} },
        {
          featureFlag: { name: "f", value: "on", rollbackValue: " " },
          traffic: { control: "", weight: 1 },
        },
      ),
      { knownGood: { kind: "none", notice: null } },
      "missing: the feature flag has no rollback value; the traffic control has no name; no dashboard is named; no approver is named; no channel is named",
    ],
    [
      "rollback-information",
      "has no record to be held against",
      ready(),
      { knownGood: { kind: "none", notice: null } },
      "checked: people and switches are known",
    ],
    [
      "decision-record",
      "lacks what nobody gave",
      ready(
        { labels: { ...ready().labels, changeId: null, deploymentVersion: null, reviewer: null } },
        { configVersion: null, secretVersion: null },
      ),
      {},
      "missing: no change-id; no deployment-version; no config-version; no secret-version; no reviewer",
    ],
    [
      "decision-record",
      "asks for no version of a secret that there is not",
      ready({}, { auth: "none", secretVersion: null }),
      {},
      "checked: complete",
    ],
  ])("%s %s", (key, _case, given, seen, expected) => {
    expect(stateOf(key, given, seen).slice(0, expected.length)).toBe(expected);
  });

  it.each(DERIVED_ITEMS)("is waived by the gate file, whatever the gate would find: %s", (key) => {
    const nothing = { timeoutMs: null, retry: null, apiKeyRef: null, configVersion: null };
    const given = ready({ readiness: { [key]: { kind: "waived", why: "not ours" } } }, nothing);
    expect(stateOf(key, given, { knownGood: { kind: "missing" }, checks: [] })).toBe("waived: not ours");
  });

  it("holds under its own rule, names the gap and says how to mend or waive it", () => {
    const finding = readinessCheck(ready({}, { timeoutMs: null }), basisOf(ready({}, { timeoutMs: null })))?.findings;
    expect(finding).toEqual([
      {
        trigger: "readiness",
        rule: "timeout-not-ready",
        severity: "hold",
        message: "readiness: timeout: the application's timeout is not explicit",
        help: "Declare release.timeout in the gate file. Or waive it: readiness.timeout: { waived: why }.",
        file: "gate.yml",
        line: 7,
        column: null,
      },
    ]);
  });

  it.each<[string, Settings, Partial<PreflightBasis>]>([
    ["a reviewer is missing", ready({ labels: { ...ready().labels, reviewer: null } }), {}],
    ["the trigger rollback-target holds already", ready(), { knownGood: { kind: "missing" } }],
  ])("does not hold by itself where %s", (_case, given, seen) => {
    const result = readinessCheck(given, basisOf(given, seen));
    expect(result?.result).toBe("pass");
    expect(result?.findings.map(({ severity }) => severity)).toEqual(["advisory"]);
  });

  it.each([
    [
      "a check",
      { labels: { ...ready().labels, environment: null } },
      ["known-good", "rollback-information", "decision-record"],
    ],
    [
      "a run without access to secrets",
      { withheld: { code: "no-secrets", message: "m", help: "h", at: null } },
      ["model", "known-good", "rollback-information", "decision-record"],
    ],
    ["a replay", { mode: "replay" }, DERIVED_ITEMS],
    ["a rollback verification", { mode: "verify-rollback" }, DERIVED_ITEMS],
  ] as const)("is not asked of %s where it cannot tell", (_case, more, keys) => {
    const given = ready(more as Partial<Settings>, { timeoutMs: null });
    const untested = preflightItems(given, basisOf(given, { knownGood: { kind: "not-required" } }))
      .filter(({ state }) => state.kind === "not-tested")
      .map(({ key }) => key);
    expect(untested).toEqual(keys);
  });
});

describe("the evidence of a run", () => {
  it("holds the list against the way back and the other checks of that run", () => {
    const runner = { node: "v24.0.0", platform: "linux-x64" };
    const times = { ...identify(new Date("2026-11-20T10:00:00Z")), endedAt: new Date("2026-11-20T10:01:00Z") };
    const run = (seen: Partial<PreflightBasis>) =>
      describeRun({ kind: "valid", settings: ready() }, seen, runner, times).checks;
    expect(run(SEEN).find(({ id }) => id === "readiness")?.findings).toEqual([]);
    const logs = check("logs", {});
    const [list, ...others] = run({ knownGood: found({ deploymentVersion: null }), checks: [logs] });
    expect(list?.findings.map(({ rule }) => rule)).toEqual(["redaction-not-ready", "known-good-not-ready"]);
    expect(others).toEqual([logs]);
  });
});
