import { callDefect, type FunctionCall } from "../contracts/tool-calls.ts";
import type { Outcome } from "../evidence/attempt.ts";
import { PROMPT_MARKER, REPLY_MARKER } from "../evidence/markers.ts";
import type { FamilyProbeId } from "../evidence/probes.ts";
import type { JsonObject } from "../text/json.ts";
import { featureProbe } from "./feature.ts";
import type { Probe, Question } from "./probe.ts";

/** The one declared function; the name says whose it is, because it may be seen in a provider's logs. */
export const FUNCTION_NAME = "release_gate_echo";

/** Its one argument. */
const PARAMETER = "code";

/** The declaration, in the form that strict schemas take: every property required, none beside them. */
export const FUNCTION = {
  name: FUNCTION_NAME,
  description: "Repeats a code.",
  parameters: {
    type: "object",
    properties: { [PARAMETER]: { type: "string", description: "The code to repeat." } },
    required: [PARAMETER],
    additionalProperties: false,
  },
} as const;

/** The user's message of the first request; the nonce is last, as in every prompt of the gate. */
export function callMessage({ nonce }: Question): { readonly role: "user"; readonly content: string } {
  const content = `This is an automated release check (${PROMPT_MARKER}). Call the function ${FUNCTION_NAME} with this code, then reply with OK and the code: ${REPLY_MARKER}-${nonce}`;
  return { role: "user", content };
}

/** How one family writes a function-calling round. */
interface FunctionRound {
  readonly calls: (body: unknown) => readonly FunctionCall[];
  /** Declares the function and forces its call. */
  readonly first: (question: Question) => JsonObject;
  /** Sends back what the model answered, with the result of every call. */
  readonly second: (question: Question, answered: unknown, calls: readonly FunctionCall[]) => JsonObject;
}

/**
 * One function-calling round, two requests: the model is made to call the one declared function, its arguments have to
 * parse as JSON and hold the code as a string; then the result is sent back and text has to come (product.md, "Probes").
 */
export function functionRound(id: FamilyProbeId, { calls, first, second }: FunctionRound): Probe {
  return featureProbe(id, {
    body: first,
    judge: (outcome, answered) => judgeCalls(outcome, calls(answered)),
    next: (answered) => ({ body: (question) => second(question, answered, calls(answered)) }),
  });
}

/**
 * Judges the first answer. Text is not needed here: a call in its place passes. No call although it was forced is an
 * empty output, a call that an application could not answer breaks the contract. The finish reason is not looked at:
 * a forced call is documented to end in `stop` here and in `tool_calls` there.
 */
function judgeCalls(outcome: Outcome, calls: readonly FunctionCall[]): Outcome {
  const wellFormed = outcome.kind === "pass" || (outcome.kind === "fail" && outcome.category === "empty-output");
  if (!wellFormed) return outcome;
  const defect = calls.map((call) => callDefect(call, FUNCTION_NAME, PARAMETER)).find((found) => found !== null);
  const { detail, ...observed } = outcome.observed;
  if (calls.length > 0 && defect === undefined) return { kind: "pass", observed };
  // Cut off, filtered or refused explains a missing or broken call; the first of them is asked again with a larger cap.
  if (outcome.kind === "fail" && detail !== "no-text") return outcome;
  return defect === undefined
    ? { kind: "fail", category: "empty-output", observed: { ...observed, detail: "no-function-call" } }
    : { kind: "fail", category: "response-contract", observed: { ...observed, shape: false, detail: defect } };
}
