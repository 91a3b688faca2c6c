/** Streams of a deployed service, as frameworks write them, over real sockets. */
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import type { AppRoute, StreamSettings } from "../../src/evidence/app.ts";
import { outcomeOf, type RouteParts, routeAt, send, serviceOf } from "./app-service.ts";

/** Writes the pieces one by one, and ends as it is told. */
async function stream(
  response: ServerResponse,
  type: string | null,
  pieces: readonly string[],
  ending: "end" | "cut" | "silence" = "end",
): Promise<void> {
  response.writeHead(200, type === null ? {} : { "content-type": type }).flushHeaders();
  for (const piece of pieces) {
    response.write(piece);
    await delay(1);
  }
  if (ending === "end") response.end();
  if (ending === "cut") response.socket?.destroySoon();
}

const sse = (data: unknown, event?: string) =>
  `${event === undefined ? "" : `event: ${event}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

interface Dialect {
  readonly type: string | null;
  readonly pieces: readonly string[];
  readonly last: readonly string[];
  readonly error: string;
  readonly stream: Partial<StreamSettings>;
}

const DONE = { kind: "data", data: "[DONE]" } as const;

/** How each writes "blue sky", its last event, and an error in the middle. */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  "the deltas of OpenAI, passed on": {
    type: "text/event-stream; charset=utf-8",
    pieces: [
      ": ping\n\n",
      sse({ choices: [{ delta: { content: "blue " } }] }),
      sse({ choices: [{ delta: { content: "sky" } }] }),
      sse({ choices: [] }),
    ],
    last: [sse("[DONE]")],
    error: sse({ error: { message: "upstream went away", code: 502 } }),
    stream: { text: "/choices/0/delta/content", terminal: DONE },
  },
  "the parts of AI SDK 5": {
    type: "text/event-stream",
    pieces: [
      sse({ type: "start" }),
      sse({ type: "text-delta", id: "0", delta: "blue " }),
      sse({ type: "text-delta", id: "0", delta: "sky" }),
      sse({ type: "finish" }),
    ],
    last: [sse("[DONE]")],
    error: sse({ type: "error", errorText: "An error occurred." }),
    stream: { text: "/delta", terminal: DONE },
  },
  "the lines of AI SDK 4": {
    type: "text/plain; charset=utf-8",
    pieces: ['f:{"messageId":"m1"}\n', '0:"blue "\n', '0:"sky"\n', 'e:{"finishReason":"stop"}\n'],
    last: ['d:{"finishReason":"stop","usage":{}}\n'],
    error: '3:"An error occurred."\n',
    stream: { text: "", terminal: { kind: "event", name: "d" } },
  },
  "the events of LangServe": {
    type: "text/event-stream",
    pieces: [
      sse({ run_id: "r-1" }, "metadata"),
      sse({ content: "blue ", type: "AIMessageChunk" }, "data"),
      sse({ content: "sky", type: "AIMessageChunk" }, "data"),
    ],
    last: [sse({ tags: [] }, "metadata"), "event: end\r\n\r\n"],
    error: sse({ status_code: 500, message: "Internal Server Error" }, "error"),
    stream: { text: "/content", terminal: { kind: "event", name: "end" } },
  },
  "server-sent events of Spring": {
    type: "text/event-stream;charset=UTF-8",
    pieces: ['data:{"text":"blue "}\n\n', 'data:{"text":"sky"}\n\n'],
    last: ['data:{"text":"","done":true}\n\n'],
    error: 'event:error\ndata:{"title":"Internal Server Error","status":500}\n\n',
    stream: { text: "/text", terminal: { kind: "value", pointer: "/done", value: true } },
  },
  "lines of JSON": {
    type: "application/x-ndjson",
    pieces: [line({ message: { content: "blue " }, done: false }), line({ message: { content: "sky" }, done: false })],
    last: [line({ message: { content: "" }, done: true }).trim()],
    error: line({ error: "model runner has stopped" }),
    stream: { text: "/message/content", terminal: { kind: "value", pointer: "/done", value: true } },
  },
  "lines of JSON that say they are one document": {
    type: "application/json",
    pieces: [line({ t: "blue " }), line({ t: "sky" })],
    last: [line({ usage: 7 }), line({ end: true })],
    error: line({ error: "no" }),
    stream: { text: "/t", terminal: { kind: "value", pointer: "/end", value: true } },
  },
  "server-sent events without a type": {
    type: null,
    pieces: [sse({ t: "blue " }), sse({ t: "sky" })],
    last: [sse("[DONE]")],
    error: sse({ t: "", error: true }),
    stream: { text: "/t", terminal: DONE },
  },
  "server-sent events that end with their last line": {
    type: "text/event-stream",
    pieces: [sse({ t: "blue " }), sse({ t: "sky" })],
    last: [sse({ usage: 7 }), "data: [DONE]\n"],
    error: sse({ t: "", error: true }),
    stream: { text: "/t", terminal: DONE },
  },
  "words as the data itself": {
    type: "text/event-stream",
    pieces: [sse("blue"), sse("sky")],
    last: [sse("[DONE]")],
    error: sse("bad", "error"),
    stream: { text: "", terminal: DONE },
  },
};

const NAMES = Object.keys(DIALECTS);
const SETTINGS: StreamSettings = { text: null, terminal: null, minEvents: 1 };

const dialectOf = (name: string): Dialect => {
  const found = DIALECTS[name];
  if (found === undefined) throw new Error(`no dialect ${name}`);
  return found;
};

/** What a route comes to that streams like this. */
async function streams(
  write: (response: ServerResponse) => void | Promise<void>,
  settings: Partial<StreamSettings>,
  parts: RouteParts = {},
  limits: { idleMs?: number; timeoutMs?: number } = {},
) {
  await using target = await serviceOf((_, response) => write(response));
  const route: AppRoute = {
    ...routeAt(target.url, { body: { q: "x" }, ...parts }),
    stream: { ...SETTINGS, ...settings },
  };
  return await outcomeOf(route, { limits });
}

const says = (value: string, pointer = ""): RouteParts => ({
  expect: { pointers: { [pointer]: { kind: "contains", value } } },
});

describe.each(NAMES)("a stream of %s", (name) => {
  const { type, pieces, last, error, stream: settings } = dialectOf(name);

  it("passes when it went to its last event with its text, which is not kept", async () => {
    const { words, kept, outcome } = await streams(
      (response) => stream(response, type, [...pieces, ...last]),
      settings,
      says("sky"),
    );
    expect(words).toBe("pass");
    expect(outcome.kind === "pass" && outcome.observed).toMatchObject({ terminalState: "completed" });
    expect(kept).not.toMatch(/blue|sky/);
  });

  it("holds when it ends without its last event", async () => {
    const { words, outcome } = await streams((response) => stream(response, type, pieces), settings);
    expect(words).toBe("stream-unterminated");
    expect(outcome).toMatchObject({ observed: { terminalState: "eof-without-terminal" } });
  });

  it("has failed when it reports an error, whatever comes after it", async () => {
    const { words } = await streams((response) => stream(response, type, [...pieces, error, ...last]), settings);
    expect(words).toBe("stream-failed");
  });

  it("has lost its connection when it is cut, and not when it is cut after its last event", async () => {
    expect((await streams((response) => stream(response, type, pieces, "cut"), settings)).words).toMatch(
      /^connection-lost/,
    );
    const after = await streams((response) => stream(response, type, [...pieces, ...last, "\n"], "cut"), settings);
    expect(after.words).toBe("pass");
  });

  it("is silent for too long", async () => {
    const { words, outcome } = await streams(
      (response) => stream(response, type, pieces, "silence"),
      settings,
      {},
      { idleMs: 300 },
    );
    expect(words).toBe("timeout-idle");
    expect(outcome).toMatchObject({ observed: { terminalState: "idle-timeout" } });
  });

  it("is empty without its text", async () => {
    const { words } = await streams((response) => stream(response, type, last), settings);
    expect(words).toBe("empty-output no-text");
  });
});

describe("a stream", () => {
  const { type, stream: settings } = dialectOf("the deltas of OpenAI, passed on");
  const chunk = (content: string, more: object = {}) => sse({ ...more, choices: [{ delta: { content } }] });

  it("holds the code that was sent, though it comes in pieces", async () => {
    await using target = await serviceOf(({ text }, response) => {
      const { code } = JSON.parse(text);
      return stream(response, "text/event-stream", [
        chunk("It is "),
        chunk(code.slice(0, 5)),
        chunk(code.slice(5)),
        sse("[DONE]"),
      ]);
    });
    const route = (pointer: string): AppRoute => ({
      ...routeAt(target.url, {
        body: { code: "{{gate-code}}" },
        expect: { pointers: { [pointer]: { kind: "echo" } } },
      }),
      stream: { ...SETTINGS, ...settings },
    });
    expect((await outcomeOf(route(""))).words).toBe("pass");
    expect((await outcomeOf(route("/choices/0/delta/content"))).words).toBe("pass");
  });

  it("is compared by the last event that has a value there", async () => {
    const pieces = [
      chunk("a", { model: "first" }),
      chunk("b", { model: "m-1" }),
      sse({ usage: { total: 7 } }),
      sse("[DONE]"),
    ];
    const parts: RouteParts = {
      expect: {
        pointers: { "/model": { kind: "equals", value: "m-1" }, "/usage/total": { kind: "type", type: "integer" } },
      },
    };
    expect((await streams((response) => stream(response, "text/event-stream", pieces), settings, parts)).words).toBe(
      "pass",
    );
    const other: RouteParts = { expect: { pointers: { "/version": { kind: "equals", value: "2" } } } };
    const old = [chunk("a", { version: "1" }), sse("[DONE]")];
    expect((await streams((response) => stream(response, "text/event-stream", old), settings, other)).words).toBe(
      "error",
    );
  });

  it.each<[string, (response: ServerResponse) => void | Promise<void>, string]>([
    ["JSON in one piece", (response) => send(response, { reply: "OK" }), "app-behaviour not-an-event-stream"],
    [
      "an error with a success status",
      (response) => send(response, { detail: "no" }),
      "app-behaviour not-an-event-stream",
    ],
    [
      "a page",
      (response) => send(response, "<!doctype html><title>Acme</title>", { type: "text/html" }),
      "app-behaviour page-not-expected",
    ],
    [
      "a page to sign in",
      (response) => send(response, "<!doctype html><title>Sign in</title>", { type: "text/html" }),
      "blocked sign-in-page",
    ],
    [
      "an error of FastAPI",
      (response) => send(response, { detail: "Internal Server Error" }, { status: 500 }),
      "provider-5xx status-not-expected",
    ],
    [
      "nothing but its head",
      (response) => stream(response, "text/event-stream", []),
      "app-behaviour stream-without-events",
    ],
    [
      "comments alone",
      (response) => stream(response, "text/event-stream", [": ping\n\n"]),
      "app-behaviour stream-without-events",
    ],
  ])("is none when it is %s", async (_, write, words) => {
    expect((await streams(write, settings)).words).toBe(words);
  });

  it("does not begin: the limits of a stream name the category", async () => {
    const silent = await streams((response) => stream(response, type, [], "silence"), settings, {}, { idleMs: 100 });
    expect(silent.words).toBe("timeout-idle");
    const limits = { firstByteMs: 100 };
    await using target = await serviceOf(() => undefined);
    const route = { ...routeAt(target.url), stream: SETTINGS };
    expect((await outcomeOf(route, { limits })).words).toBe("timeout-first-byte");
  });

  it("has as many events as declared", async () => {
    const pieces = [chunk("a"), chunk("b"), sse("[DONE]")];
    const write = (response: ServerResponse) => stream(response, "text/event-stream", pieces);
    expect((await streams(write, { ...settings, minEvents: 3 })).words).toBe("pass");
    expect((await streams(write, { ...settings, minEvents: 4 })).words).toBe("app-behaviour too-few-events");
  });

  it("needs no last event where none is declared, and no text where none is looked for", async () => {
    const write = (response: ServerResponse) => stream(response, "text/plain", ["blue\n", "sky"]);
    expect((await streams(write, {}, says("blue\nsky"))).words).toBe("pass");
    expect((await streams((response) => stream(response, "text/plain", ["blue"], "cut"), {})).words).toMatch(
      /^connection-lost/,
    );
  });

  it.each([
    ["whole", [sse({ error: { message: "x", type: "comet_api_error", param: "", code: "bad_response" } })]],
    [
      "in the text, in pieces",
      [
        chunk("Sorry: You exceeded your current quota, pl"),
        chunk("ease check your plan and billing details."),
        sse("[DONE]"),
      ],
    ],
  ])("passes on an error of the provider: %s", async (_, pieces) => {
    const { words } = await streams((response) => stream(response, "text/event-stream", pieces), settings);
    expect(words).toBe("app-behaviour provider-error-exposed");
  });
});
