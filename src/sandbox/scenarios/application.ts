import { appError, appReply, job, streamFrames, taken, VERSION_BEFORE } from "../app.ts";
import { relayError } from "../errors.ts";
import { application, hold, rollback, type ScenarioRows } from "../fault.ts";
import { dataFrame, eventStream, html, json } from "../reply.ts";
import { APP_PATHS } from "../request.ts";

/** A page that asks who is there, as an identity proxy puts it in front of everything. */
const SIGN_IN = html(200, "Sign in");

/** Scenarios about the deployed service: each of its routes fails in ways of its own. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const APPLICATION = {
  "app-wrong-version": [
    "The deployed service answers well, but still runs the version before.", hold("rollout-incomplete"),
    application(({ request }) => appReply(request, { version: VERSION_BEFORE })), ["app"],
  ],
  "app-leaks-provider-error": [
    "The deployed service passes an error of its provider on to its users.", rollback("app-behaviour"),
    application(({ request }) => relayError(request, 502, "do_request_failed", "upstream error")), ["app"],
  ],
  "app-fallback": [
    "The deployed service says that its fallback answered, every time.", rollback("fallback-rate"),
    application(({ request }) => appReply(request, { fallback: true })), ["app"],
  ],
  "app-error": [
    "The deployed service answers 500 in its own words, every time.", rollback("error-rate"),
    application(({ request }) => appError(request, 500, "something went wrong")), ["app"],
  ],
  "app-start-page": [
    "The chat of the deployed service is not there: its web application answers with its start page.",
    rollback("app-behaviour"), application(() => html(200, "Shop")), ["app"],
  ],
  "app-sign-in-page": [
    "Something in front of the deployed service answers 200 with a page to sign in.", hold("unreachable"),
    application(() => SIGN_IN), ["app"],
  ],
  "app-old-pod": [
    "A route is not there, and one pod of four still runs the version before: that pod may have said so.", hold("rollout-incomplete"),
    application(({ request, healthy, ordinal }) => {
      if (request.path === APP_PATHS.session) return json(404, { detail: "Not Found" });
      return request.path === APP_PATHS.chat && ordinal % 4 === 0 ? appReply(request, { version: VERSION_BEFORE }) : healthy;
    }, null), ["app"],
  ],
  "app-not-signed-in": [
    "The deployed service refuses the token of its session: 401.", hold("unreachable"),
    application(({ request }) => appError(request, 401, "the session has expired"), "session"), ["app"],
  ],
  "app-stale-answer": [
    "A cache in front of the deployed service gives everybody the same answer.", rollback("app-behaviour"),
    application(({ request }) => appReply({ ...request, body: { message: "Reply with this code: 1a2b3c4d5e" } })), ["app"],
  ],
  "app-stream-unterminated": [
    "The stream of the deployed service ends before its last event.", hold("stream-unterminated"),
    application(({ request }) => eventStream(streamFrames(request).slice(0, -1)), "stream"), ["app"],
  ],
  "app-stream-error": [
    "The stream of the deployed service reports an error of its own, every time.", rollback("error-rate"),
    application(({ request }) => eventStream([...streamFrames(request).slice(0, 1), dataFrame({ type: "error", error: "no worker" })]), "stream"),
    ["app"],
  ],
  "app-stream-silent": [
    "The stream of the deployed service begins and goes silent, every time.", rollback("timeout-rate"),
    application(({ request }) => ({ ...eventStream(streamFrames(request).slice(0, 1)), ending: "silence" }), "stream"), ["app"],
  ],
  "app-stream-empty": [
    "The stream of the deployed service goes to its end without a word.", hold("empty-output"),
    application(({ request }) => eventStream(streamFrames(request).slice(-1)), "stream"), ["app"],
  ],
  "app-job-failed": [
    "The job of the deployed service is taken and fails.", rollback("app-behaviour"),
    application(({ request, healthy }) => (request.method === "POST" ? healthy : job(request, "failed")), "jobs"), ["app"],
  ],
  "app-job-slow": [
    "The job of the deployed service is never done in time.", rollback("timeout-rate"),
    application(({ request, healthy }) => (request.method === "POST" ? healthy : job(request, "running")), "jobs"), ["app"],
  ],
  "app-job-wrong": [
    "The job of the deployed service is over, and its result is not what was declared.", rollback("app-behaviour"),
    application(({ request, healthy }) => (request.method === "POST" ? healthy : job(request, "completed")), "jobs"), ["app"],
  ],
  "app-job-elsewhere": [
    "The deployed service sends whoever waits for a job to another host, which is not asked.", rollback("app-behaviour"),
    application(({ request }) => taken(request, "https://jobs.invalid/1"), "jobs"), ["app"],
  ],
  "app-route-missing": [
    "A route of the deployed service is gone: 404 in its own words; the others are well.", rollback("app-behaviour"),
    application(() => json(404, { detail: "Not Found" }), "session"), ["app"],
  ],
} satisfies ScenarioRows;
