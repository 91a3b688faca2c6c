import { type Configuration, valueDigest } from "../evidence/configuration.ts";
import { templateDigest } from "../evidence/request-template.ts";
import { APP_VERSION, chatRoute } from "./app.ts";
import type { Checkout, Files } from "./checkout.ts";
import { INTEGRATION, knownGoodRecord } from "./known-good.ts";

/** How the release is waited for: often, because nobody wants to wait for a sandbox. */
const READY = { within: "20s", every: "200ms" };

/** Where the application's request body stands, now and before. */
const TEMPLATE = "prompts/chat.json";
const TEMPLATE_BEFORE = "prompts/smoke/chat.json";

/** Whom the one that is about to ship has its gateway ask, and whom the known-good release. */
const PROVIDER_AFTER = "azure-openai";
const PROVIDER = "openai";

const PROVIDER_HEADER = "x-portkey-provider";

/** What the known-good release sends, and what is about to ship: a field more. */
const BODY_BEFORE = JSON.stringify({ model: "<MODEL_ID>", messages: [{ role: "user", content: "Hello" }] });
const BODY = JSON.stringify({ ...JSON.parse(BODY_BEFORE), reasoning_effort: "high" });

/** Cases of the client's tests, and how one of them ends. */
const ANSWERS = '<testcase classname="client.test_chat" name="test_answers"/>';
const FAILED = '<failure message="assert 0 == 1"/>';

function streams(inside = ""): string {
  return `<testcase classname="client.test_chat" name="test_streams">${inside}</testcase>`;
}

function report(...cases: readonly string[]): string {
  return `<testsuites><testsuite name="pytest">${cases.join("")}</testsuite></testsuites>`;
}

/** A commit that no repository has. */
const ELSEWHERE = "f".repeat(40);

/** What each scenario about a release brings, beside what answers: loaded when one is started. */
export const CHECKOUTS = {
  "rolling-deploy": live({ gate: { ready: READY } }),
  "old-version-serving": live({}),
  "restored-draining": restored({}),
  "restored-drained": restored({ ready: READY }),
  "blocked-runner": live({}),
  "changed-header": live({
    release: { headers: { [PROVIDER_HEADER]: PROVIDER_AFTER } },
    knownGood: {
      deploymentVersion: APP_VERSION,
      headerNames: [PROVIDER_HEADER],
      headerDigests: { [PROVIDER_HEADER]: valueDigest(PROVIDER_HEADER, PROVIDER) },
    },
  }),
  "template-in-history": changedTemplate({ [TEMPLATE_BEFORE]: BODY_BEFORE }),
  "template-out-of-reach": changedTemplate(undefined),
  "results-failed": tested({ "junit.xml": report(ANSWERS, streams(FAILED)) }),
  "results-passed-again": tested({
    "junit.xml": report(ANSWERS, streams(FAILED)),
    "junit-rerun.xml": report(streams()),
  }),
  "results-missing": tested({}),
  "results-stale": tested({
    "junit.xml": report(ANSWERS).replace("<testsuite ", '<testsuite timestamp="2026-01-05T03:00:00Z" '),
  }),
} as const satisfies Readonly<Record<string, Checkout>>;

interface Differences {
  /** Top-level sections of the gate file. */
  readonly gate?: object;
  /** The gate file's `release:`. */
  readonly release?: object;
  /** What the record of the known-good says, where that is not the version before. */
  readonly knownGood?: Partial<Configuration>;
}

/** A release that serves users already, with a record of the one before. */
function live({ gate, release, knownGood }: Differences): Checkout {
  return {
    inputs: { live: "true" },
    files: ({ origin, earlierCommit }) => ({
      ...gateFile(origin, gate, release),
      ...record(knownGoodRecord(origin, earlierCommit, knownGood)),
    }),
  };
}

/** The release of the record, which the team put back. */
function restored(gate: object): Checkout {
  const { files, inputs } = live({ gate, knownGood: { deploymentVersion: APP_VERSION } });
  return { files, inputs: { ...inputs, mode: "verify-rollback" } };
}

/** A template that moved and changed since the known-good. Without an earlier commit the record's own is not there. */
function changedTemplate(earlier: Files | undefined): Checkout {
  const templates = [
    { family: "chat-completions" as const, path: TEMPLATE_BEFORE, commit: null, digest: templateDigest(BODY_BEFORE) },
  ];
  const { inputs } = live({});
  return {
    ...(earlier === undefined ? {} : { earlier }),
    inputs,
    files: ({ origin, earlierCommit }) => ({
      ...gateFile(origin, {}, { "request-templates": { "chat-completions": TEMPLATE } }),
      ...record(knownGoodRecord(origin, earlierCommit ?? ELSEWHERE, { families: ["chat-completions"], templates })),
      [TEMPLATE]: BODY,
    }),
  };
}

/** A check whose earlier step ran the client's tests, and left these reports. */
function tested(reports: Files): Checkout {
  const gate = { version: 1, sampling: { settle: "50ms" }, probes: { results: { files: "reports/*.xml" } } };
  const files = Object.entries(reports).map(([name, text]) => [`reports/${name}`, text] as const);
  return {
    inputs: {},
    files: () => ({ ".github/release-gate.yml": JSON.stringify(gate, null, 2), ...Object.fromEntries(files) }),
  };
}

/** JSON is YAML. The pause between two looks is the sandbox's own where nobody says one. */
function gateFile(origin: string, gate: object = {}, release: object = {}): Files {
  const { name, environment } = INTEGRATION;
  const content = {
    version: 1,
    name,
    "known-good": "file:known-good.json",
    sampling: { settle: "50ms" },
    release: { environment, "deployment-version": APP_VERSION, ...release },
    probes: { app: chatRoute(origin) },
    ...gate,
  };
  return { ".github/release-gate.yml": JSON.stringify(content, null, 2) };
}

function record(content: object): Files {
  return { "known-good.json": JSON.stringify(content) };
}
