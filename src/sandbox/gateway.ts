import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { GitWorld } from "../known-good/git-file.ts";
import type { AppSection } from "../settings/gate-file/app-schema.ts";
import type { MetricsSection } from "../settings/gate-file/metrics-schema.ts";
import { appSection } from "./app.ts";
import { openCheckout } from "./checkout.ts";
import { frontError } from "./errors.ts";
import type { Fault } from "./fault.ts";
import { healthyReply, isAnswerable } from "./healthy.ts";
import { metricsSection } from "./metrics.ts";
import { SANDBOX_MODEL } from "./model.ts";
import { type Reply, send } from "./reply.ts";
import { type ApiRequest, isAuthorized, parseRequest, SANDBOX_KEY } from "./request.ts";
import { isStored, responseId } from "./responses.ts";
import { findScenario, type ScenarioName } from "./scenarios.ts";

/** What the sandbox saw of one request. The credential itself is not kept. */
interface SandboxRequest extends Pick<ApiRequest, "method" | "path" | "model" | "stream"> {
  /** Whether it carried the sandbox's key. */
  readonly authorized: boolean;
}

/** A running gateway on loopback. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT/v1`. */
  readonly baseUrl: string;
  /** The only model it has for text. */
  readonly model: string;
  /** The only key it accepts; it opens nothing. */
  readonly key: string;
  /** Its deployed service, as a gate file describes it under `probes.app`. */
  readonly app: AppSection;
  /** What says how that service does, as a gate file describes it under `probes.metrics`. */
  readonly metrics: MetricsSection;
  /** Folder of the checkout that the scenario is about; null: it is about none. */
  readonly checkout: string | null;
  /** Inputs of the workflow step by which the scenario's fault is seen. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Ends the server and every connection to it, answered or not. May be called twice. */
  close(): Promise<void>;
  /** Every request so far, in the order of arrival. */
  requests(): readonly SandboxRequest[];
}

/** A body of that many bytes is more than a probe or a template ever sends: two embedded images and room to spare. */
const MAX_REQUEST_BYTES = 8 * 1024 * 1024;

/**
 * Starts a gateway that behaves as the scenario says, on a free port of 127.0.0.1. Rejects when it cannot listen, or
 * cannot write the scenario's checkout.
 * @param env variables by which git is found, for a scenario that is about a repository; else it is where systems have it
 */
export async function startSandbox(scenario: ScenarioName, env: GitWorld["env"] = {}): Promise<Sandbox> {
  const found = findScenario(scenario);
  if (found === undefined) {
    throw new Error(`there is no sandbox scenario "${scenario}"; --list names them all`);
  }
  const { fault, probes } = found;
  const seen: SandboxRequest[] = [];
  const stored = new Set<string>();
  const replyTo = replier(fault, stored);
  const server = createServer((message, response) => {
    // A client that goes away while it sends has nobody to tell; there is nothing to clean up either.
    serve(message, response, seen, stored, replyTo).catch(() => response.destroy());
  });
  // Node's default closes idle connections after 5 s, and a client that reuses one at that moment sees a reset.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const end = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  const checkout =
    found.checkout === undefined
      ? null
      : await openCheckout(await found.checkout(), origin, env).catch(async (error) => {
          // An open server would keep the process from ending.
          await end();
          throw error;
        });
  return {
    baseUrl: `${origin}/v1`,
    model: SANDBOX_MODEL,
    key: SANDBOX_KEY,
    app: appSection(origin),
    metrics: metricsSection(origin),
    checkout: checkout?.folder ?? null,
    inputs: { ...(probes === undefined ? {} : { probes: probes.join(", ") }), ...checkout?.inputs },
    requests: () => [...seen],
    async close() {
      await end();
      checkout?.remove();
    },
  };
}

/** Responses that are remembered for a second turn; more than any run asks for, and the oldest are forgotten. */
const MAX_STORED = 1000;

/** A scenario's replies; the only memory is how many requests each endpoint had, and what is stored. */
function replier(fault: Fault, stored: Set<string>): (request: ApiRequest) => Reply {
  const counts = new Map<string, number>();
  return (request) => {
    const answerable = isAnswerable(request);
    const isApp = request.endpoint === "app";
    const mode = isApp ? request.path : `${request.endpoint} ${request.stream}`;
    const counted = answerable || isApp || request.endpoint === "metrics";
    const ordinal = counted ? (counts.get(mode) ?? 0) + 1 : 0;
    if (counted) counts.set(mode, ordinal);
    if (answerable && request.endpoint === "responses" && isStored(request)) {
      stored.add(responseId(request));
      const [oldest] = stored;
      if (stored.size > MAX_STORED && oldest !== undefined) stored.delete(oldest);
    }
    return fault({ request, healthy: healthyReply(request), answerable, ordinal });
  };
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  seen: SandboxRequest[],
  stored: ReadonlySet<string>,
  replyTo: (request: ApiRequest) => Reply,
): Promise<void> {
  const text = await read(message);
  const now = new Date();
  const arrival = { requestId: newRequestId(now), now: now.getTime(), remembers: (id: string) => stored.has(id) };
  const request = parseRequest(message, text ?? "", arrival);
  const { method, path, model, stream } = request;
  seen.push({ method, path, model, stream, authorized: isAuthorized(request) });
  // The deployed service has an id of its own and does not show the gateway's.
  if (request.endpoint !== "app") response.setHeader("x-cometapi-request-id", request.requestId);
  await send(text === null ? frontError(request, 413, "", "request body too large") : replyTo(request), response);
}

/** The body as text; null when it is too large, and then what exceeds the limit is read and forgotten. */
async function read(message: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= MAX_REQUEST_BYTES) pieces.push(piece);
  }
  return bytes <= MAX_REQUEST_BYTES ? Buffer.concat(pieces).toString("utf8") : null;
}

/** In the platform's format: 14 digits of time, 9 more, 8 letters or digits (contracts.md 1.3). */
function newRequestId(now: Date): string {
  const time = now.toISOString().replaceAll(/\D/g, "");
  const digits = String(randomInt(1_000_000)).padStart(6, "0");
  return `${time}${digits}${randomBytes(4).toString("hex")}`;
}
