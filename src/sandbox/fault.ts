import type { ProbeId } from "../evidence/probes.ts";
import type { ReasonCode } from "../evidence/reasons.ts";
import type { Decision } from "../evidence/vocabulary.ts";
import type { Checkout } from "./checkout.ts";
import { framesOf } from "./healthy.ts";
import { okOutput } from "./model.ts";
import { eventStream, type Piece, type Reply } from "./reply.ts";
import { APP_PATHS, type ApiRequest, isTextEndpoint } from "./request.ts";

/** One request with the answer that a gateway without faults has for it. */
interface Turn {
  readonly request: ApiRequest;
  readonly healthy: Reply;
  /** The healthy answer comes from the model: the request has the right key, a known model and a complete body. */
  readonly answerable: boolean;
  /**
   * How many answerable requests this endpoint had in this mode (streamed or not), this one included, and how many the
   * deployed service had; 0 for others.
   */
  readonly ordinal: number;
}

/** What a scenario does to a turn: the healthy answer, altered or replaced. */
export type Fault = (turn: Turn) => Reply;

/** A named way for an endpoint to behave, and what the gate promises to decide about it. */
export interface Scenario<Name extends string = string> {
  readonly name: Name;
  /** One line for a person. */
  readonly description: string;
  /** The verdict that decision.md and product.md promise with default settings. */
  readonly expect: { readonly decision: Decision; readonly trigger: ReasonCode };
  /** The probes in which the fault shows; undefined: the `smoke` preset. */
  readonly probes: readonly ProbeId[] | undefined;
  readonly fault: Fault;
  /** The checkout and the workflow step in which the fault means something; undefined: it needs neither. */
  readonly checkout: (() => Promise<Checkout>) | undefined;
}

/** Scenarios by name, as the tables in `scenarios/` have them. */
export type ScenarioRows = Readonly<Record<string, ScenarioRow>>;
type ScenarioRow = readonly [
  description: string,
  expect: Scenario["expect"],
  fault: Fault,
  probes?: readonly ProbeId[],
  checkout?: () => Promise<Checkout>,
];

const expecting = (decision: Decision) => (trigger: ReasonCode) => ({ decision, trigger });

/** The expectation of a scenario that the gate has to let pass. */
export const ALL_PASSED = expecting("proceed")("all-passed");
/** The expectation of one that it has to hold back, by this trigger. */
export const hold = expecting("hold");
/** The expectation of one that it has to take back, by this trigger. */
export const rollback = expecting("rollback");

/** Only what the model would have answered: behind the gateway's own checks, where an upstream's faults are. */
export function upstream(fault: Fault): Fault {
  return (turn) => (turn.answerable ? fault(turn) : turn.healthy);
}

/** Like `upstream`, for answers in one piece. */
export function unstreamed(fault: Fault): Fault {
  return upstream((turn) => (turn.request.stream ? turn.healthy : fault(turn)));
}

/** Like `upstream`, for streams; the function gets the healthy frames and returns the ones to send before the ending. */
export function frames(
  alter: (healthy: readonly string[], request: ApiRequest) => Iterable<Piece>,
  ending: Reply["ending"] = "complete",
): Fault {
  return upstream(({ request, healthy }) =>
    request.stream ? { ...eventStream(alter(framesOf(request, okOutput(request.prompt)), request)), ending } : healthy,
  );
}

/** Everything below `/v1`, fake keys and invalid requests too: in front of the gateway's own checks. */
export function inFront(fault: Fault): Fault {
  return (turn) => (OUTSIDE.includes(turn.request.endpoint) ? turn.healthy : fault(turn));
}

const OUTSIDE: readonly ApiRequest["endpoint"][] = ["outside", "catalogue", "app", "metrics", "docs"];

/** Only what the deployed service answers on one of its routes, with all of its jobs; null: on all of them. */
export function application(fault: Fault, route: keyof typeof APP_PATHS | null = "chat"): Fault {
  if (route === null) return (turn) => (turn.request.endpoint === "app" ? fault(turn) : turn.healthy);
  const isOf = (path: string) =>
    path === APP_PATHS[route] || (route === "jobs" && path.startsWith(`${APP_PATHS.jobs}/`));
  return (turn) => (isOf(turn.request.path) ? fault(turn) : turn.healthy);
}

/** Only what the metrics of the deployed service say. */
export function metrics(fault: Fault): Fault {
  return (turn) => (turn.request.endpoint === "metrics" ? fault(turn) : turn.healthy);
}

/** What a gateway without faults would have refused on a text endpoint. */
export function refused(fault: Fault): Fault {
  return (turn) => (isTextEndpoint(turn.request) && !turn.answerable ? fault(turn) : turn.healthy);
}

/** The frames up to and including the first that carries text: a stream that has begun and is not done. */
export function begun(healthy: readonly string[]): readonly string[] {
  return healthy.slice(0, 1 + healthy.findIndex((frame) => /"delta":"|"content":"[^"]|"text":"[^"]/.test(frame)));
}

/** A text that is cut in half. */
export function halfOf(text: string): string {
  return text.slice(0, text.length / 2);
}

/** Whether a frame ends the answer: a chat chunk with a finish reason, or the last lifecycle event (contracts.md 2.3). */
export function isTerminalFrame(frame: string): boolean {
  return /"finish_reason":"|^event: (response\.completed|message_delta|message_stop)$/m.test(frame);
}
