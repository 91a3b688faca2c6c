/** Large answers of the deployed service: ordinary ones pass, and a limit of the gate's own is never held against the release. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { AppRoute } from "../../src/evidence/app.ts";
import { MAX_BYTES } from "../../src/http/body.ts";
import { appProbe } from "../../src/probes/app.ts";
import { settings } from "../run/running.ts";
import { observedIn, verdictOf } from "./exchanges.ts";
import { type Endpoint, startEndpoint } from "./over-socket.ts";

const MEGABYTE = 1024 * 1024;
const BEYOND = MAX_BYTES.json + MEGABYTE;

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
});

const EXPECT = { status: null, headers: {}, pointers: {}, fallbackPointer: null };
const ROUTE = {
  name: null,
  origin: "https://app.example",
  path: "/",
  method: "GET",
  headers: [],
  expect: EXPECT,
} as const;
const { release } = settings("https://llm.example/v1");

const asked = async (more: Partial<AppRoute>, type: string, text: string) => {
  const reply = { status: 200, headers: ["content-type", type], text };
  const { outcome } = await endpoint.attempt(appProbe({ route: { ...ROUTE, ...more }, release, runId: "run" }), reply);
  return [verdictOf(outcome), outcome.kind === "error" ? outcome.observed?.detail : observedIn(outcome).detail];
};

const image = { expect: { ...EXPECT, pointers: { "/data/0/b64_json": { kind: "type", type: "string" } } } } as const;
const picture = (chars: number) => JSON.stringify({ data: [{ b64_json: "A".repeat(chars) }] });

const words = { stream: { text: "/t", terminal: { kind: "data", data: "[DONE]" }, minEvents: 1 } } as const;
const event = (chars: number) => `data: ${JSON.stringify({ t: "ab ".repeat(chars / 3) })}\n\n`;
const done = "data: [DONE]\n\n";

const page = (end: string) => ({ expect: { ...EXPECT, pointers: { "": { kind: "contains", value: end } } } }) as const;

describe("an answer of megabytes", () => {
  it.each<[string, Partial<AppRoute>, string, string]>([
    ["a picture in base64", image, "application/json", picture(7 * MEGABYTE)],
    ["a stream", words, "text/event-stream", event(10_000).repeat(700) + done],
    ["one event of a stream", words, "text/event-stream", event(6 * MEGABYTE) + done],
    ["a text whose end is expected", page("the end"), "text/plain", `${"line\n".repeat(MEGABYTE)}the end`],
    ["a text of which nothing is expected, beyond the limit", {}, "text/plain", "line\n".repeat(BEYOND / 4)],
  ])("passes: %s", async (_, route, type, text) => {
    expect(await asked(route, type, text)).toEqual(["pass", undefined]);
  });

  it.each<[string, Partial<AppRoute>, string, string, string]>([
    ["JSON", image, "application/json", picture(BEYOND), "body-too-large"],
    ["a stream", words, "text/event-stream", event(10_000).repeat(1000) + done, "body-too-large"],
    ["one event of a stream", words, "text/event-stream", event(7.5 * MEGABYTE) + done, "frame-too-large"],
    ["a text whose end is expected", page("the end"), "text/plain", `${"-".repeat(BEYOND)}the end`, "body-too-large"],
  ])("beyond the limit cannot be judged: %s", async (_, route, type, text, detail) => {
    expect(await asked(route, type, text)).toEqual(["error answer-too-large", detail]);
  });
});
