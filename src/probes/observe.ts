import { type ErrorReport, readError } from "../contracts/error-envelope.ts";
import type { BodyReading, OutputFacts, StreamReading, Vectors } from "../contracts/reading.ts";
import type { Observation, Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import { IDENTIFIER, MODEL_IDENTIFIER } from "../evidence/identifiers.ts";
import type { Note } from "../evidence/vocabulary.ts";
import { isOwnMachine } from "../http/own-machine.ts";
import type { Answer, ExchangeFailure } from "../http/types.ts";
import { parseJson } from "../text/json.ts";

/** What may be kept of an answer's head. */
export function observeHead(answer: Answer): Observation {
  return { status: answer.status, ...known({ requestId: answer.requestId }) };
}

/** What may be kept of an error answer: its code, type and shape, never its words. */
export function observeError(answer: Answer): Observation {
  const error = readError(answer.text, answer.headers);
  return {
    ...observeHead(answer),
    ...observeReport(error, answer.requestId),
    errorEnvelope: error !== null,
    ...notes(errorNotes(error, answer.text)),
  };
}

function errorNotes(error: ErrorReport | null, text: string): Note[] {
  if (error === null) return parseJson(text) === undefined ? ["error-not-json"] : [];
  return error.envelope === "nested" ? [] : ["error-envelope-flat"];
}

/** Code and type of a reported error; the request id of its message where no header had one. */
export function observeReport(error: ErrorReport | null, headerRequestId: string | null): Observation {
  if (error === null) return {};
  const requestId = headerRequestId === null && IDENTIFIER.test(error.requestId ?? "") ? error.requestId : null;
  return known({ errorCode: error.code, errorType: error.type, requestId });
}

/** The members that something is known of: what was not observed is absent. */
function known<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as ReturnType<
    typeof known<T>
  >;
}

/** Network code, addresses that were tried, the name of the limit that said no, and the header that is malformed. */
export function observeFailure({
  code,
  detail,
  tried,
  header,
}: ExchangeFailure): Pick<Observation, "networkCode" | "tried" | "detail" | "header"> {
  return known({ networkCode: code, tried: tried === undefined ? null : [...tried], detail, header: header ?? null });
}

/** What may be kept of an output: that there was text, never the text. */
function observeOutput(output: OutputFacts): Observation {
  return known({
    text: output.text,
    refusal: output.refusal ? true : null,
    finishReason: IDENTIFIER.test(output.finishReason ?? "") ? output.finishReason : null,
    modelReturned: modelIn(output.model),
    usage: output.usage,
  });
}

/** What may be kept of vectors: how long they are, never a number of them. */
function observeVectors({ length, defect, notes: noted, model, usage }: Vectors): Observation {
  return {
    shape: defect === null,
    ...known({ vectorLength: length, detail: defect, modelReturned: modelIn(model), usage }),
    ...notes(noted),
  };
}

function modelIn(model: string | null): string | null {
  return MODEL_IDENTIFIER.test(model ?? "") ? model : null;
}

/** Shape facts of a JSON body. */
export function observeBody(reading: BodyReading): Observation {
  if (reading.kind === "output") return { json: true, shape: true, ...observeOutput(reading.output) };
  if (reading.kind === "vectors") return { json: true, ...observeVectors(reading.vectors) };
  if (reading.kind === "wrong-shape") {
    const detail = reading.wrongFamily ? "wrong-family" : "missing-fields";
    return { json: true, shape: false, missing: [...reading.missing], detail };
  }
  return known({
    json: true,
    shape: reading.kind === "failed",
    detail: reading.kind === "error" ? "error-in-200" : null,
  });
}

/** Facts of a stream. */
export function observeStream(reading: StreamReading): Observation {
  return {
    ...observeOutput(reading.output),
    shape: reading.defect === null,
    events: reading.events,
    eventTypes: { ...reading.eventTypes },
    doneMarker: reading.doneMarker,
    ...known({ terminalState: reading.terminalState, detail: reading.defect }),
  };
}

/** A `notes` member, left out when empty. */
export function notes(list: readonly Note[]): { notes?: Note[] } {
  return list.length === 0 ? {} : { notes: [...new Set(list)] };
}

/** A failure of this category. */
export function fail(category: Category, observed: Observation): Outcome {
  return { kind: "fail", category, observed };
}

/** The failure of an exchange, or of the end of its body; what the gate's own machine was short of is nobody's failure. */
export function failWith(failure: ExchangeFailure, head: Observation): Outcome {
  if (isOwnMachine(failure.code))
    return { kind: "error", reason: "own-machine", observed: { ...head, ...observeFailure(failure) } };
  return fail(failure.category, { ...head, ...observeFailure(failure) });
}
