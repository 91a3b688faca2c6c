/** A body that asks for several choices: each of them is an answer of its own, however they arrive. */
import { describe, expect, it } from "@jest/globals";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { choice, chunk, completion, USAGE_CHUNK } from "./answers.ts";
import { drive, json, observedIn, stream, verdictOf } from "./exchanges.ts";

const tools = [{ type: "function", function: { name: "find", parameters: {} } }];
const OWN = { messages: [], tools, n: 2 };
const AS_JSON = { ...OWN, response_format: { type: "json_object" } };

/** The chunks of a stream in which choices arrive in turn: the index of each, its delta, and how it ends. */
type Piece = readonly [index: number | undefined, delta: object, finish?: string];
const streamed = (...pieces: readonly Piece[]) =>
  stream([
    ...pieces.map(([index, delta, finish = null]) => {
      const one = chunk({ ...delta }, finish);
      return { ...one, choices: one.choices.map((each) => ({ ...each, index })) };
    }),
    USAGE_CHUNK,
    "[DONE]",
  ]);
const judged = (probe: typeof chat, body: JsonObject, answer: ReturnType<typeof json>) => {
  const { outcome } = drive(probe, [answer], { bodies: { "chat-completions": body } });
  return `${verdictOf(outcome)} ${observedIn(outcome).detail ?? ""}`.trim();
};
const said = (content: string) => ({ content });
const called = (args: string) => ({
  tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "find", arguments: args } }],
});
const more = (args: string) => ({ tool_calls: [{ index: 0, function: { arguments: args } }] });

describe("a stream", () => {
  it.each<[string, readonly Piece[]]>([
    [
      "in turn",
      [
        [0, said('{"a"')],
        [1, said('{"b"')],
        [0, said(":1}")],
        [1, said(":2}")],
        [0, {}, "stop"],
        [1, {}, "stop"],
      ],
    ],
    [
      "one after the other",
      [
        [0, said("{}")],
        [0, {}, "stop"],
        [1, said("{}")],
        [1, {}, "stop"],
      ],
    ],
  ])("has the JSON of each choice, %s", (_how, pieces) => {
    expect(judged(chatStream, AS_JSON, streamed(...pieces))).toBe("pass");
  });

  it("has the calls of each choice, and an end of each", () => {
    const ends: readonly Piece[] = [
      [0, {}, "tool_calls"],
      [1, {}, "stop"],
    ];
    const pieces: readonly Piece[] = [
      [0, called('{"a"')],
      [1, called('{"b"')],
      [0, more(":1}")],
      [1, more(":2}")],
    ];
    expect(judged(chatStream, OWN, streamed(...pieces, ...ends))).toBe("pass");
  });

  it.each<[string, readonly Piece[], string]>([
    [
      "is prose",
      [
        [0, said("{}")],
        [1, said("Sure.")],
        [0, {}, "stop"],
        [1, {}, "stop"],
      ],
      "response-contract output-not-json",
    ],
    [
      "never ends",
      [
        [0, said("{}")],
        [1, said("{}")],
        [0, {}, "stop"],
      ],
      "stream-unterminated",
    ],
    [
      "is empty",
      [
        [0, said("{}")],
        [1, said("")],
        [0, {}, "stop"],
        [1, {}, "stop"],
      ],
      "empty-output no-text",
    ],
  ])("fails where one of them %s", (_how, pieces, verdict) => {
    expect(judged(chatStream, AS_JSON, streamed(...pieces))).toBe(verdict);
  });

  it("is one answer where the index counts something else, or nothing", () => {
    const tokens: readonly Piece[] = [
      [1, said("{")],
      [2, said("}")],
      [3, {}, "stop"],
    ];
    const nothing: readonly Piece[] = [
      [undefined, said("{")],
      [undefined, said("}")],
      [undefined, {}, "stop"],
    ];
    for (const pieces of [tokens, nothing]) expect(judged(chatStream, AS_JSON, streamed(...pieces))).toBe("pass");
    expect(judged(chatStream, { ...AS_JSON, n: 1 }, streamed([0, said("{")], [1, said("}")], [2, {}, "stop"]))).toBe(
      "pass",
    );
  });
});

it("an answer in one piece has several, too", () => {
  const whole = (...texts: readonly string[]) =>
    json(200, completion({ choices: texts.map((content, index) => ({ ...choice({ content }), index })) }));
  expect(judged(chat, AS_JSON, whole("{}", "{}"))).toBe("pass");
  expect(judged(chat, AS_JSON, whole("{}"))).toBe("pass");
  expect(judged(chat, AS_JSON, whole("{}", "Sure."))).toBe("response-contract output-not-json");
});
