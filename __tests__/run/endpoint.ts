import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { type Listening, serving } from "../http/wire.ts";

/** One request as the endpoint saw it. */
export interface Received {
  /** Path below the host, for example `/v1/responses`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  /** Its place in the order of arrival, from 1. */
  readonly n: number;
}

/** What the endpoint says; `hang` never says anything. */
export type Reply =
  | "hang"
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text as it is; anything else as JSON. */
      readonly body: unknown;
    };

/** An endpoint of both families on loopback, with the test's own answers. */
export interface Endpoint extends Listening {
  /** With `/v1`, without trailing slash. */
  readonly baseUrl: string;
  readonly received: readonly Received[];
  /** Requests that are being answered right now. */
  readonly open: () => number;
  /** The most requests that were ever being answered at once. */
  readonly mostAtOnce: () => number;
}

/** Starts an endpoint that answers every request as `reply` says. */
export async function endpoint(reply: (request: Received) => Reply | Promise<Reply>): Promise<Endpoint> {
  const received: Received[] = [];
  let open = 0;
  let most = 0;
  const listening = await serving(async (incoming, response) => {
    most = Math.max(most, ++open);
    response.once("close", () => open--);
    const body = JSON.parse(await text(incoming)) as Received["body"];
    const request = { path: incoming.url ?? "", headers: incoming.headers, body, n: received.length + 1 };
    received.push(request);
    const said = await reply(request);
    if (said === "hang") return;
    const type = typeof said.body === "string" ? "text/event-stream" : "application/json";
    response.writeHead(said.status ?? 200, { "content-type": type, ...said.headers });
    response.end(typeof said.body === "string" ? said.body : JSON.stringify(said.body));
  });
  return Object.assign(listening, {
    baseUrl: `${listening.url}/v1`,
    received,
    open: () => open,
    mostAtOnce: () => most,
  });
}

/** A documented answer of the family that was asked, with this text. */
export function answer({ path, body }: Received, said = "OK"): Reply {
  if (path.endsWith("/responses")) return { body: body.stream === true ? responseStream([said]) : response(said) };
  return { body: body.stream === true ? chatStream([said]) : chatCompletion(said) };
}

function chatCompletion(content: string) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function response(said: string) {
  return {
    id: "resp_1",
    object: "response",
    created_at: 1,
    status: "completed",
    model: "m",
    output: [
      {
        type: "message",
        id: "msg_1",
        status: "completed",
        role: "assistant",
        content: [{ type: "output_text", text: said, annotations: [] }],
      },
    ],
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  };
}

/** A chat stream whose text comes in these deltas. */
export function chatStream(deltas: readonly string[]): string {
  const chunk = (delta: object, finish_reason: string | null) => ({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason }],
  });
  const chunks = [...deltas.map((content) => chunk({ content }, null)), chunk({}, "stop")];
  return [...chunks.map((each) => JSON.stringify(each)), "[DONE]"].map((data) => `data: ${data}\n\n`).join("");
}

/** A Responses stream whose text comes in these deltas; no other event repeats the text. */
export function responseStream(deltas: readonly string[]): string {
  const events = [
    { type: "response.created", response: { ...response(""), status: "in_progress", output: [] } },
    ...deltas.map((delta) => ({ type: "response.output_text.delta", output_index: 0, content_index: 0, delta })),
    { type: "response.completed", response: { ...response(""), output: [] } },
  ];
  return events
    .map((event, i) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: i })}\n\n`)
    .join("");
}

/** An error in the documented envelope. */
export function failure(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: { error: { message: "no", type: "comet_api_error", param: "", code } } };
}
