/** Who is asked, what a healthy answer is, and in one word what the gate makes of the answer that came. */

import { readReferencePage } from "../../src/docs/fetch-page.ts";
import type { AppRoute } from "../../src/evidence/app.ts";
import type { Outcome } from "../../src/evidence/attempt.ts";
import { sampler } from "../../src/metrics/ask.ts";
import { appProbe } from "../../src/probes/app.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { probe as embeddings } from "../../src/probes/embeddings.ts";
import { probe as messages } from "../../src/probes/messages.ts";
import { probe as messagesStream } from "../../src/probes/messages-stream.ts";
import type { LiveProbe, Probe } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { DEFAULT_LIMITS } from "../../src/settings/policy/limits.ts";
import { type Asking, ask } from "../http/asking.ts";
import { CHAT_STREAM, completion, RESPONSE_STREAM, response } from "../probes/answers.ts";
import { MODEL, NONCE, verdictOf } from "../probes/exchanges.ts";
import { routeAt } from "../run/app-service.ts";

/** How an answer is read: those of one kind say the same of the same fault. */
export const KINDS = ["json", "stream", "app", "app-stream", "docs", "metrics"] as const;
export type Kind = (typeof KINDS)[number];

/** A healthy answer. */
export interface Speech {
  readonly type: string;
  /** Of a stream its events, the last of which ends it; else one piece. Each holds `OK` somewhere. */
  readonly frames: readonly string[];
}

/** Where a request goes, and within which limits. */
export interface Way extends Pick<Asking, "limits"> {
  /** Scheme, host and port. */
  readonly url: string;
  /** Address of a proxy for either scheme; absent: none. */
  readonly proxy?: string;
}

/** One family of answers, and how it is asked. */
export interface Family {
  readonly name: string;
  readonly kind: Kind;
  readonly speech: () => Speech;
  /** `pass`, a category, `error` and why; of a page and of metrics what became of the reading. */
  readonly ask: (way: Way) => Promise<string>;
}

const sse = (data: unknown, event?: string) =>
  `${event === undefined ? "" : `event: ${event}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;

const json = (value: unknown) => (): Speech => ({ type: "application/json", frames: [JSON.stringify(value)] });
const stream = (frames: readonly string[]) => (): Speech => ({ type: "text/event-stream", frames });

const MESSAGE = {
  ...{ id: "msg_1", type: "message", role: "assistant", model: "model-1", stop_sequence: null },
  ...{ content: [{ type: "text", text: "OK" }], stop_reason: "end_turn" },
  usage: { input_tokens: 9, output_tokens: 2 },
};
const MESSAGE_EVENTS = [
  { type: "message_start", message: { ...MESSAGE, content: [], stop_reason: null } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "OK" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 2 } },
  { type: "message_stop" },
];
const VECTORS = {
  ...{ object: "list", model: "OK", usage: { prompt_tokens: 9, total_tokens: 9 } },
  data: [{ object: "embedding", index: 0, embedding: [0.25, -0.5, 0.75] }],
};

/** Drives a probe against one place, and says how the attempt ended. */
async function attempt(made: LiveProbe, base: string, { url, proxy, limits }: Way): Promise<string> {
  const { steps } = made as Probe;
  const asking = steps({ model: MODEL, nonce: NONCE, adaptations: [], bodies: {} });
  const through = proxy === undefined ? {} : { proxy: { httpProxy: proxy, httpsProxy: proxy } };
  for (let step = asking.next(); ; ) {
    if (step.done) return verdictOf(step.value.outcome satisfies Outcome);
    step = asking.next(await ask(url + base, { plan: step.value, ...(limits && { limits }), ...through }));
  }
}

const provider = (name: string, kind: Kind, made: LiveProbe, speech: Family["speech"]): Family => ({
  ...{ name, kind, speech },
  ask: (way) => attempt(made, "/v1", way),
});

function service(name: string, kind: Kind, speech: Family["speech"], route: Partial<AppRoute>): Family {
  const release = {
    ...{ baseUrl: "https://llm.example/v1", model: MODEL, timeoutMs: null, retry: null, fallbackEnabled: null },
    ...{ traffic: null, deploymentVersion: null, configVersion: null, secretVersion: null, commit: null },
    featureFlag: null,
  };
  const ask = (way: Way) =>
    attempt(appProbe({ route: { ...routeAt(way.url), ...route }, release, runId: "r" }), "", way);
  return { name, kind, speech, ask };
}

/** Settings by which what is no probe asks. */
function settingsOf({ proxy = "", limits = {} }: Way) {
  const { totalMs: timeoutMs = 30_000, ...others } = limits;
  return {
    limits: { ...DEFAULT_LIMITS, timeoutMs, ...others },
    network: { httpProxy: proxy, httpsProxy: proxy, noProxy: "", extraCa: false },
    stop: new AbortController().signal,
  };
}

const { expect } = routeAt("");

/** Every family that is asked. */
export const FAMILIES: readonly Family[] = [
  provider("chat", "json", chat, json(completion())),
  provider("responses", "json", responses, json(response())),
  provider("messages", "json", messages, json(MESSAGE)),
  provider("embeddings", "json", embeddings, json(VECTORS)),
  provider("chat-stream", "stream", chatStream, stream(CHAT_STREAM.map((each) => sse(each)))),
  provider(
    ...(["responses-stream", "stream", responsesStream] as const),
    stream(RESPONSE_STREAM.map((each) => sse(each, each.type))),
  ),
  provider(
    ...(["messages-stream", "stream", messagesStream] as const),
    stream(MESSAGE_EVENTS.map((each) => sse(each, each.type))),
  ),
  service("app", "app", json({ reply: "OK" }), {
    expect: { ...expect, pointers: { "/reply": { kind: "type", type: "string" } } },
  }),
  service("app stream", "app-stream", stream([sse({ text: "OK" }), sse({ end: true }), sse("[DONE]")]), {
    stream: { text: "/text", terminal: { kind: "data", data: "[DONE]" }, minEvents: 1 },
  }),
  {
    ...{ name: "docs page", kind: "docs" },
    speech: () => ({
      type: "text/markdown",
      frames: ["# Create an answer\n\n## Body\n\n- `model` string, required. OK\n"],
    }),
    ask: async (way) => (await readReferencePage(`${way.url}/reference.md`, settingsOf(way))).kind,
  },
  {
    ...{ name: "metrics", kind: "metrics" },
    speech: () => {
      const result = [{ metric: { job: "OK" }, value: [Date.now() / 1_000, "0.01"] }];
      return json({ status: "success", data: { resultType: "vector", result } })();
    },
    ask: async (way) => {
      const metrics = {
        ...{ baseUrl: way.url, search: "", headers: [], values: {}, checks: [] },
        ...{ everyMs: 50, delayMs: 0, wanted: 1, spare: 0 },
      };
      const asked = { metrics, ...settingsOf(way) } as unknown as Parameters<typeof sampler>[1];
      const said = await sampler({ kind: "query", query: "up", baseline: null }, asked)();
      return said === null ? "stopped" : "missing" in said ? said.missing : "value";
    },
  },
];
