import { describe, expect, it } from "@jest/globals";
import { CONTENT_PARTS, COUNTERPARTS, onlyInOther } from "../../src/contracts/family-words.ts";
import { REQUEST_FIELDS } from "../../src/contracts/request-fields.ts";
import { FAMILIES } from "../../src/evidence/vocabulary.ts";

describe("documented request fields", () => {
  it.each([
    ["chat-completions", ["messages", "model"]],
    ["responses", ["input", "model"]],
    ["messages", ["max_tokens", "messages", "model"]],
  ] as const)("%s needs %j", (family, required) => {
    const fields = Object.entries(REQUEST_FIELDS[family]);
    expect(
      fields
        .filter(([, field]) => field.required)
        .map(([name]) => name)
        .sort(),
    ).toEqual(required);
  });

  it.each([
    ["chat-completions", ["function_call", "functions", "max_tokens", "prompt_cache_retention", "seed", "user"]],
    ["responses", ["prompt_cache_retention", "truncation", "user"]],
    ["messages", ["output_format"]],
  ] as const)("%s deprecates what contracts.md lists, each with its mend", (family, deprecated) => {
    const fields = Object.entries(REQUEST_FIELDS[family]).filter(([, field]) => field.deprecated !== undefined);
    expect(fields.map(([name]) => name).sort()).toEqual(deprecated);
  });

  it("caps the output from 16 tokens on in responses", () => {
    expect(REQUEST_FIELDS.responses.max_output_tokens).toMatchObject({ types: ["integer"], min: 16 });
  });

  it("has consistent ranges and words: words only for texts, ranges only for numbers", () => {
    for (const family of FAMILIES)
      for (const { types, min, max, values } of Object.values(REQUEST_FIELDS[family])) {
        if (values !== undefined) expect(types).toEqual(["string"]);
        if (min !== undefined || max !== undefined) expect(["integer", "number"]).toContain(types[0]);
        expect(min ?? 0).toBeLessThanOrEqual(max ?? Number.POSITIVE_INFINITY);
      }
  });
});

describe("the families", () => {
  it("differ where the classic mix-up happens", () => {
    expect(onlyInOther("responses", "messages")).toBe("chat-completions");
    expect(onlyInOther("chat-completions", "max_output_tokens")).toBe("responses");
    expect(onlyInOther("messages", "max_completion_tokens")).toBe("chat-completions");
    expect(onlyInOther("messages", "input")).toBe("responses");
    expect(onlyInOther("responses", "model")).toBeNull();
    expect(onlyInOther("responses", "constructor")).toBeNull();
  });

  it("take options of gateways for what they are: OpenAI's families have none of Messages' fields but two", () => {
    for (const name of ["top_k", "thinking"]) expect(onlyInOther("chat-completions", name)).toBeNull();
    for (const name of ["stop_sequences", "system"]) expect(onlyInOther("chat-completions", name)).toBe("messages");
  });

  it("have counterparts only for fields that are not their own", () => {
    for (const family of FAMILIES) {
      for (const name of Object.keys(COUNTERPARTS[family]))
        expect([name, onlyInOther(family, name)]).not.toContain(null);
      for (const ours of Object.values(CONTENT_PARTS[family])) expect(CONTENT_PARTS[family]).not.toHaveProperty(ours);
    }
  });
});
