import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";
import { printable } from "../../src/report/inert-text.ts";
import { secretExpression, workflowScalar } from "../../src/report/rollback/restore-job.ts";
import { anyCharacter } from "../text/any-character.ts";
import { HOSTILE_LABELS } from "./evidence-examples.ts";

describe("a value in a workflow", () => {
  it("is the text again once YAML has read it", () => {
    const text = fc.oneof(fc.string({ unit: anyCharacter, maxLength: 60 }), fc.constantFrom(...HOSTILE_LABELS));
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(!value.includes(`\${{`));
        const scalar = workflowScalar(value);
        expect(parse(`value: ${scalar} # comment`)).toEqual({ value: printable(value) });
        expect(scalar).not.toMatch(/::|##\[|[`<>&|\n]/);
      }),
    );
  });

  it("keeps an expression from being evaluated", () => {
    const scalar = workflowScalar(`a\${{ secrets.KEY }}`);
    expect(scalar).toBe(`"a\${{ '\${{' }} secrets.KEY }}"`);
  });

  it.each([
    ["secrets.LLM_KEY", "secrets.LLM_KEY"],
    [`secrets.A }} \${{ github.token`, "secrets.COMETAPI_KEY"],
    ["vault/llm", "secrets.COMETAPI_KEY"],
    [null, "secrets.COMETAPI_KEY"],
  ])("takes the key from the secret that %j names", (reference, secret) => {
    expect(secretExpression(reference)).toBe(`\${{ ${secret} }}`);
  });
});
