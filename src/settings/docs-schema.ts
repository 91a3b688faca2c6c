import { z } from "zod";
import * as s from "./schema-words.ts";

/** The `docs:` section (product.md, "Gate file"). */
export const DocsSchema = s.section({
  reviewed: z
    .record(
      s.filledText(),
      z.string("must be sha256:<64 hex digits>").regex(/^sha256:[0-9a-f]{64}$/, "must be sha256:<64 hex digits>"),
      "must be a section",
    )
    .optional()
    .describe("Digest of the contract part of each reference page that was reviewed."),
});
