/** Attempts over a real socket, at an endpoint that always answers the same. */
import type { Bodies } from "../../src/contracts/request-template.ts";
import type { Answer } from "../../src/http/types.ts";
import type { Conclusion, Probe } from "../../src/probes/probe.ts";
import { ask } from "../http/asking.ts";
import { type Listening, serving } from "../http/wire.ts";
import { MODEL, NONCE } from "./exchanges.ts";

/** What an endpoint answers. */
export interface Reply {
  readonly status: number;
  /** Header names and values one after the other, so that a name may come twice. */
  readonly headers: readonly string[];
  readonly text: string;
}

/** An endpoint on loopback; each attempt says what is answered to all its requests. */
export interface Endpoint extends AsyncDisposable {
  readonly attempt: (probe: Probe, reply: Reply, bodies?: Bodies) => Promise<Conclusion>;
}

/** Starts an endpoint. */
export async function startEndpoint(): Promise<Endpoint> {
  let current: Reply;
  const server: Listening = await serving((request, response) => {
    request.resume();
    response.writeHead(current.status, [...current.headers]);
    response.end(current.text);
  });
  return {
    attempt: async (probe, reply, bodies = {}) => {
      current = reply;
      const steps = probe.steps({ model: MODEL, nonce: NONCE, adaptations: [], bodies });
      let step = steps.next();
      while (!step.done) step = steps.next(await ask(server.url, { plan: step.value }));
      return step.value;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The answer of a test, as an endpoint would send it. */
export function replyOf({ status, mediaType, text }: Pick<Answer, "status" | "mediaType" | "text">): Reply {
  return { status, headers: mediaType === null ? [] : ["content-type", mediaType], text };
}
