import { describe, expect, it } from "@jest/globals";
import { EvidenceSchema } from "../../src/evidence/evidence.ts";
import { EXAMPLES, enormous } from "./evidence-examples.ts";

describe("the examples", () => {
  it.each([...Object.entries(EXAMPLES), ["enormous run", enormous] as const])(
    "%s is valid evidence",
    (_name, build) => {
      expect(EvidenceSchema.safeParse(build()).error?.issues).toBeUndefined();
    },
  );
});
