import { appReply, VERSION_AFTER, VERSION_BEFORE } from "../app.ts";
import { modelNotServing, upstreamError } from "../errors.ts";
import {
  ALL_PASSED,
  application,
  type Fault,
  hold,
  inFront,
  metrics,
  rollback,
  type ScenarioRows,
  upstream,
} from "../fault.ts";
import { metricsReply } from "../metrics.ts";
import type { CHECKOUTS as Checkouts } from "../release-checkouts.ts";
import { html } from "../reply.ts";

/** Answers that a rollout takes until the last old pod is gone: a second or two, at the pause below. */
const ROLLOUT = 8;

/** The service and what it depends on. */
const EVERYTHING = ["chat", "responses", "app"] as const;

/** Whom the known-good release has its gateway ask. */
const PROVIDER = "openai";

const NEEDS_NO_EFFORT: Fault = upstream(({ request, healthy }) =>
  request.body?.reasoning_effort === undefined ? healthy : modelNotServing("reasoning_effort"),
);

/** The checkout of a scenario, which is written when it is started: records and digests take time to load. */
export const bringing = (name: keyof typeof Checkouts) => async () =>
  (await import("../release-checkouts.ts")).CHECKOUTS[name];

/** Scenarios about a release on its way in or back: what a deployment, a record and a repository add to an answer. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const RELEASES = {
  "rolling-deploy": [
    "The old version answers at first, then the new one; ready waits for it.", ALL_PASSED,
    application(({ request, ordinal }) => appReply(request, ordinal > ROLLOUT ? {} : { version: VERSION_BEFORE })),
    EVERYTHING, bringing("rolling-deploy"),
  ],
  "old-version-serving": [
    "The version before still answers, which is the known-good: nothing needs restoring.", hold("rollout-incomplete"),
    application(({ request }) => appReply(request, { version: VERSION_BEFORE })),
    EVERYTHING, bringing("old-version-serving"),
  ],
  "restored-draining": [
    "After a rollback every second answer still comes from the bad version.", hold("rollout-incomplete"),
    application(({ request, ordinal }) => appReply(request, ordinal % 2 === 0 ? {} : { version: VERSION_AFTER })),
    EVERYTHING, bringing("restored-draining"),
  ],
  "restored-drained": [
    "After a rollback the bad version answers a while longer; ready waits until it is gone.", ALL_PASSED,
    application(({ request, ordinal }) => appReply(request, ordinal > ROLLOUT ? {} : { version: VERSION_AFTER })),
    EVERYTHING, bringing("restored-drained"),
  ],
  "blocked-runner": [
    "Something in front answers this runner alone, 403 with a web page; no reason to go back.", hold("unreachable"),
    inFront(() => html(403, "Attention Required")),
    ["chat", "responses"], bringing("blocked-runner"),
  ],
  "changed-header": [
    "Only x-portkey-provider differs from the known-good, and that provider fails.", rollback("error-rate"),
    upstream(({ request, healthy }) => (request.provider === PROVIDER ? healthy : upstreamError(request))),
    ["chat", "responses"], bringing("changed-header"),
  ],
  "template-in-history": [
    "The new template fails; the known-good's, which only its commit has, passes.", rollback("request-schema"),
    NEEDS_NO_EFFORT, ["chat"], bringing("template-in-history"),
  ],
  "template-out-of-reach": [
    "The new template fails; the known-good's cannot be read, so nobody knows whether that one passes.",
    rollback("request-schema"), NEEDS_NO_EFFORT, ["chat"], bringing("template-out-of-reach"),
  ],
  "metric-over-limit": [
    "The API answers well, and the error rate of the deployed service rises above its limit.", rollback("metric-limit"),
    metrics(({ request, ordinal, healthy }) => (ordinal < 2 ? healthy : metricsReply(request, [0.06]))),
    ["chat", "metrics"],
  ],
  "metric-no-data": [
    "The API answers well, and nothing is known of the deployed service's error rate.", hold("insufficient-evidence"),
    metrics(({ request }) => metricsReply(request, [])),
    ["chat", "metrics"],
  ],
} satisfies ScenarioRows;
