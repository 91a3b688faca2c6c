import { chatCompletion, chatFrames } from "../chat.ts";
import { type Scenario, upstream } from "../fault.ts";
import { answer } from "../healthy.ts";
import { type ModelOutput, okOutput, textOutput } from "../model.ts";
import { eventStream, json, jsonText, type Piece, type Reply } from "../reply.ts";
import type { ApiRequest } from "../request.ts";

const BROKEN = { decision: "rollback", trigger: "response-contract" } as const;
const EMPTY = { decision: "hold", trigger: "empty-output" } as const;

/** Never valid in UTF-8, and outside a JSON string, so that replacing them does not repair the document. */
const BAD_BYTES = Buffer.from([0xff, 0xfe]);

/** Scenarios with a success status whose body is not the documented one, or has nothing in it. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const CONTENT = [
  {
    name: "error-in-200", description: "An error object with status 200, in place of an answer or a stream.",
    expect: BROKEN,
    fault: upstream(() => json(200, { error: { message: "upstream error", type: "comet_api_error", code: "bad" } })),
  },
  {
    name: "invalid-json", description: "The JSON of an answer, or of one event of a stream, is cut in half.",
    expect: BROKEN,
    fault: upstream(({ request, healthy }) => {
      const pieces = [...healthy.pieces].map(String);
      return request.stream ? eventStream(pieces.map(cutSecond)) : jsonText(200, halfOf(pieces.join("")));
    }),
  },
  {
    name: "bad-utf8", description: "An answer, or one event of a stream, is not UTF-8 and therefore not JSON.",
    expect: BROKEN,
    fault: upstream(({ request, healthy }) => {
      const pieces = [...healthy.pieces].map(String);
      return request.stream
        ? eventStream(["data: ", BAD_BYTES, "\n\n", ...pieces])
        : jsonText(200, Buffer.concat([BAD_BYTES, Buffer.from(pieces.join(""))]));
    }),
  },
  {
    name: "wrong-shape", description: "An empty JSON object with status 200, in place of an answer or a stream.",
    expect: BROKEN, fault: upstream(() => json(200, {})),
  },
  {
    name: "family-mixup", description: "The Responses endpoint answers in the shape of Chat Completions.",
    expect: BROKEN,
    fault: upstream(({ request, healthy }) => (request.endpoint === "responses" ? inChatShape(request) : healthy)),
  },
  {
    name: "empty-output", description: "A well-formed answer without text.", expect: EMPTY, fault: says(textOutput("")),
  },
  {
    name: "refusal", description: "The model refuses to answer.", expect: EMPTY,
    fault: says({ ...textOutput(""), text: null, refusal: "I cannot help with that." }),
  },
  {
    name: "content-filter", description: "A content filter stops the answer before its first word.", expect: EMPTY,
    fault: says({ text: null, refusal: null, reasoning: null, end: "content_filter" }),
  },
] as const satisfies readonly Scenario[];

/** The model says this instead. */
function says(output: ModelOutput) {
  return upstream(({ request }) => answer(request, output));
}

function inChatShape(request: ApiRequest): Reply {
  const output = okOutput(request.prompt);
  return request.stream ? eventStream(chatFrames(request, output)) : json(200, chatCompletion(request, output));
}

function halfOf(text: string): string {
  return text.slice(0, text.length / 2);
}

/** Cuts the data of the second frame and keeps its framing. */
function cutSecond(frame: string, index: number): Piece {
  return index === 1 ? `${halfOf(frame)}\n\n` : frame;
}
