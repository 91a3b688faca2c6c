/** A field that the gate itself added is taken back before a refusal counts against the feature (product.md, "What the gate sends"). */
import { describe, expect, it } from "@jest/globals";
import type { Answer } from "../../src/http/types.ts";
import { probe as chatImage } from "../../src/probes/chat-image.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responsesImage } from "../../src/probes/responses-image.ts";
import { cometError, completion, response } from "./answers.ts";
import { drive, json, verdictOf } from "./exchanges.ts";

const PROBES: readonly (readonly [probe: Probe, healthy: Answer, added: string, feature: string])[] = [
  [chatImage, json(200, completion()), "max_completion_tokens", "image_url"],
  [responsesImage, json(200, response()), "max_output_tokens", "input_image"],
];

describe.each(PROBES.map(([probe, healthy, added, feature]) => ({ key: probe.key, probe, healthy, added, feature })))(
  "$key",
  ({ probe, healthy, added, feature }) => {
    const both = json(400, cometError("", `unsupported: ${added}, ${feature}`));

    it("takes the added field back first where a refusal names both, and passes without it", () => {
      const { outcome, adaptations, bodies } = drive(probe, [both, healthy]);
      expect(verdictOf(outcome)).toBe("pass");
      expect(adaptations).toEqual([`dropped:${added}`]);
      expect(bodies.map((body) => added in (body as object))).toEqual([true, false]);
    });

    it("is unsupported where the refusal stays when the field is gone", () => {
      const { outcome, adaptations } = drive(probe, [both, both]);
      expect(verdictOf(outcome)).toBe("unsupported");
      expect(adaptations).toEqual([`dropped:${added}`]);
    });

    it("does not take a bare code for the feature's while an added field may be meant", () => {
      const bare = json(400, { error: { message: "no", code: "unsupported_parameter" } });
      const { adaptations, bodies } = drive(probe, [bare, healthy]);
      expect(adaptations).toContain(`dropped:${added}`);
      expect(bodies).toHaveLength(2);
      const again = drive(probe, [bare, bare]);
      expect(verdictOf(again.outcome)).toBe("unsupported");
      expect(again.bodies).toHaveLength(2);
    });
  },
);
