import { z } from "zod";
import * as s from "./schema-words.ts";

const pointer = z.union(
  [
    s.oneOf(["string", "number", "boolean", "array", "object", "null"]),
    s.section({ equals: z.unknown().describe("The exact value.") }),
  ],
  "must be the name of a JSON type or { equals: value }",
);

/** The `probes.app` section (product.md, "Gate file"). */
export const AppSchema = s
  .section({
    url: s.path(),
    method: s.oneOf(["GET", "POST", "PUT"]).optional(),
    body: z.unknown().optional(),
    expect: s
      .section({
        status: s.wholeNumber(100, 599).optional(),
        headers: z.record(s.headerName(), s.text(), "must be a section of header names").optional(),
        pointers: z
          .record(z.string().regex(/^\//, "must be a JSON pointer such as /reply"), pointer, "must be a section")
          .optional(),
      })
      .optional(),
  })
  .describe("The deployed service's own route.");
