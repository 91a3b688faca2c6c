/** The numbers of the contracts, as the documents give them, each from both sides. */
import { describe, expect, it } from "@jest/globals";
import { readChatCompletion } from "../../src/contracts/chat-completions.ts";
import { readError } from "../../src/contracts/error-envelope.ts";
import { REQUEST_FIELDS } from "../../src/contracts/request-fields.ts";
import { readResponse } from "../../src/contracts/responses.ts";
import { FAMILIES } from "../../src/evidence/vocabulary.ts";

const BOTH = {
  temperature: [0, 2],
  top_logprobs: [0, 20],
  top_p: [0, 1],
};

describe("ranges of request fields", () => {
  it.each([
    [
      "chat-completions",
      {
        ...BOTH,
        frequency_penalty: [-2, 2],
        max_completion_tokens: [1, null],
        max_tokens: [1, null],
        n: [1, 128],
        presence_penalty: [-2, 2],
      },
    ],
    ["responses", { ...BOTH, max_output_tokens: [16, null], max_tool_calls: [1, null] }],
    ["messages", { max_tokens: [1, null], temperature: [0, 1], top_k: [0, null], top_p: [0, 1] }],
  ] as const)("of %s", (family, expected) => {
    const ranges = Object.entries(REQUEST_FIELDS[family])
      .filter(([, { min, max }]) => min !== undefined || max !== undefined)
      .map(([name, { min, max }]) => [name, [min ?? null, max ?? null]]);
    expect(Object.fromEntries(ranges)).toEqual(expected);
  });

  it("are of whole numbers where the documents say integer", () => {
    const whole = FAMILIES.flatMap((family) =>
      Object.entries(REQUEST_FIELDS[family]).flatMap(([name, { types }]) => (types.includes("integer") ? [name] : [])),
    );
    expect([...new Set(whole)].sort()).toEqual([
      ...[
        "dimensions",
        "max_completion_tokens",
        "max_output_tokens",
        "max_tokens",
        "max_tool_calls",
        "n",
        "seed",
        "top_k",
        "top_logprobs",
      ],
    ]);
  });
});

describe("missing fields of an answer", () => {
  it("are named up to eight, each once", () => {
    const choices = (n: number) => ({
      ...{ id: "c", object: "chat.completion" },
      choices: Array.from({ length: n }, () => ({ finish_reason: "stop" })),
    });
    const missing = (n: number) => {
      const reading = readChatCompletion(choices(n));
      return reading.kind === "wrong-shape" ? reading.missing : [];
    };
    expect(missing(2)).toEqual(["choices[0].message", "choices[1].message"]);
    expect([missing(8).length, missing(9).length]).toEqual([8, 8]);
  });

  it("are called body where nothing of it is there", () => {
    for (const read of [readChatCompletion, readResponse])
      expect(read(null)).toEqual({ kind: "wrong-shape", missing: ["body"], wrongFamily: false });
  });
});

describe("a request id in a message", () => {
  it.each([
    [1, true],
    [128, true],
    [129, false],
  ])("of %i characters: %s", (length, kept) => {
    const id = "a".repeat(length);
    const error = readError(JSON.stringify({ error: { message: `no (request id: ${id})` } }));
    expect(error?.requestId).toBe(kept ? id : null);
  });
});
