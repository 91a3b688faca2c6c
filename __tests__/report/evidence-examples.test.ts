import { describe, expect, it } from "@jest/globals";
import { EvidenceSchema } from "../../src/evidence/evidence.ts";
import { enormous } from "./evidence-examples.ts";
import { ALL_EXAMPLES } from "./release-examples.ts";

describe("the examples", () => {
  it.each([...Object.entries(ALL_EXAMPLES), ["enormous run", enormous] as const])(
    "%s is valid evidence",
    (_name, build) => {
      expect(EvidenceSchema.safeParse(build()).error?.issues).toBeUndefined();
    },
  );
});
