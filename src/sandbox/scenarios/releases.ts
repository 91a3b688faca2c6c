import { type Configuration, valueDigest } from "../../evidence/configuration.ts";
import { templateDigest } from "../../evidence/request-template.ts";
import { APP_VERSION, appReply, appSection, VERSION_AFTER, VERSION_BEFORE } from "../app.ts";
import type { Checkout, Files } from "../checkout.ts";
import { modelNotServing, upstreamError } from "../errors.ts";
import { ALL_PASSED, application, type Fault, hold, inFront, rollback, type ScenarioRows, upstream } from "../fault.ts";
import { INTEGRATION, knownGoodRecord } from "../known-good.ts";
import { html } from "../reply.ts";

/** Answers that a rollout takes until the last old pod is gone: a second or two, at the pause below. */
const ROLLOUT = 8;

/** How the release is waited for: often, because nobody wants to wait for a sandbox. */
const READY = { within: "20s", every: "200ms" };

/** The service and what it depends on. */
const EVERYTHING = ["chat", "responses", "app"] as const;

/** Where the application's request body stands, now and before. */
const TEMPLATE = "prompts/chat.json";
const TEMPLATE_BEFORE = "prompts/smoke/chat.json";

/** Whom the known-good release has its gateway ask, and whom the one that is about to ship. */
const PROVIDER = "openai";
const PROVIDER_AFTER = "azure-openai";

const PROVIDER_HEADER = "x-portkey-provider";

/** What the known-good release sends, and what is about to ship: a field more. */
const BODY_BEFORE = JSON.stringify({ model: "<MODEL_ID>", messages: [{ role: "user", content: "Hello" }] });
const BODY = JSON.stringify({ ...JSON.parse(BODY_BEFORE), reasoning_effort: "high" });

/** A commit that no repository has. */
const ELSEWHERE = "f".repeat(40);

const NEEDS_NO_EFFORT: Fault = upstream(({ request, healthy }) =>
  request.body?.reasoning_effort === undefined ? healthy : modelNotServing("reasoning_effort"),
);

/** Scenarios about a release on its way in or back: what a deployment, a record and a repository add to an answer. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const RELEASES = {
  "rolling-deploy": [
    "The old version answers at first, then the new one; ready waits for it.", ALL_PASSED,
    application(({ request, ordinal }) => appReply(request, ordinal > ROLLOUT ? {} : { version: VERSION_BEFORE })),
    EVERYTHING, live({ gate: { ready: READY } }),
  ],
  "old-version-serving": [
    "The version before still answers, which is the known-good: nothing needs restoring.", hold("rollout-incomplete"),
    application(({ request }) => appReply(request, { version: VERSION_BEFORE })),
    EVERYTHING, live({}),
  ],
  "restored-draining": [
    "After a rollback every second answer still comes from the bad version.", hold("rollout-incomplete"),
    application(({ request, ordinal }) => appReply(request, ordinal % 2 === 0 ? {} : { version: VERSION_AFTER })),
    EVERYTHING, restored({}),
  ],
  "restored-drained": [
    "After a rollback the bad version answers a while longer; ready waits until it is gone.", ALL_PASSED,
    application(({ request, ordinal }) => appReply(request, ordinal > ROLLOUT ? {} : { version: VERSION_AFTER })),
    EVERYTHING, restored({ ready: READY }),
  ],
  "blocked-runner": [
    "Something in front answers this runner alone, 403 with a web page; no reason to go back.", hold("unreachable"),
    inFront(() => html(403, "Attention Required")),
    ["chat", "responses"], live({}),
  ],
  "changed-header": [
    "Only x-portkey-provider differs from the known-good, and that provider fails.", rollback("error-rate"),
    upstream(({ request, healthy }) => (request.provider === PROVIDER ? healthy : upstreamError(request))),
    ["chat", "responses"], live({
      release: { headers: { [PROVIDER_HEADER]: PROVIDER_AFTER } },
      knownGood: {
        deploymentVersion: APP_VERSION,
        headerNames: [PROVIDER_HEADER], headerDigests: { [PROVIDER_HEADER]: valueDigest(PROVIDER_HEADER, PROVIDER) },
      },
    }),
  ],
  "template-in-history": [
    "The new template fails; the known-good's, which only its commit has, passes.", rollback("request-schema"),
    NEEDS_NO_EFFORT, ["chat"], changedTemplate({ [TEMPLATE_BEFORE]: BODY_BEFORE }),
  ],
  "template-out-of-reach": [
    "The new template fails; the known-good's cannot be read, so nobody knows whether that one passes.",
    rollback("request-schema"), NEEDS_NO_EFFORT, ["chat"], changedTemplate(undefined),
  ],
} satisfies ScenarioRows;

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

/** JSON is YAML. The pause between two looks is the sandbox's own where nobody says one. */
function gateFile(origin: string, gate: object = {}, release: object = {}): Files {
  const { name, environment } = INTEGRATION;
  const content = {
    version: 1,
    name,
    "known-good": "file:known-good.json",
    sampling: { settle: "50ms" },
    release: { environment, "deployment-version": APP_VERSION, ...release },
    probes: { app: appSection(origin) },
    ...gate,
  };
  return { ".github/release-gate.yml": JSON.stringify(content, null, 2) };
}

function record(content: object): Files {
  return { "known-good.json": JSON.stringify(content) };
}
