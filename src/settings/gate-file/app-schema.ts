import { z } from "zod";
import { JSON_TYPES, METHODS, RELEASE_FACTS } from "../../evidence/app.ts";
import * as s from "./words.ts";

/** A JSON pointer (RFC 6901): empty, or keys that begin with a slash; `~0` is a tilde and `~1` a slash. */
const POINTER = /^(\/([^~/]|~[01])*)*$/;

const pointer = () =>
  s.matching(POINTER, "must be a JSON pointer such as /reply or /items/0").max(200, "must have at most 200 characters");

const ofRelease = () =>
  s.section({
    release: s
      .oneOf(RELEASE_FACTS)
      .describe("Equals this value of the release; after a rollback, of the restored one."),
  });

const valueAtPointer = z.union(
  [s.oneOf(JSON_TYPES), s.section({ equals: z.unknown().describe("The exact value.") }), ofRelease()],
  "must be the name of a JSON type, { equals: value } or { release: name }",
);

const headerOfAnswer = z.union(
  [
    s.headerValue().describe("The exact value."),
    s.section({ present: z.literal(true, "must be true") }).describe("Whatever its value."),
    ofRelease(),
  ],
  "must be text, { present: true } or { release: name }",
);

const status = () => s.wholeNumber(100, 599);

/** The `probes.app` section (product.md, "Gate file"). */
export const AppSchema = s
  .section({
    url: s.path().optional().describe("Where the deployed service answers. https, or http on this machine."),
    method: s.oneOf(METHODS).optional().describe("Default GET without a body, POST with one."),
    headers: s.headers().optional().describe("Sent with the request. { from-env: NAME } for secrets."),
    body: z
      .unknown()
      .optional()
      .describe("Sent as JSON. In its texts {{prompt}}, {{nonce}} and {{run-id}} are replaced."),
    expect: s
      .section({
        status: z
          .union([status(), s.listOf(status())], "must be a status such as 200, or a list of them")
          .transform((status) => [status].flat())
          .optional()
          .describe("Default 200 to 299."),
        headers: z.record(s.headerName(), headerOfAnswer, "must be a section of header names").optional(),
        pointers: z.record(pointer(), valueAtPointer, "must be a section of JSON pointers").optional(),
        fallback: s
          .section({ pointer: pointer().describe("A value there that is true in some form says so.") })
          .optional()
          .describe("How the answer says that the fallback gave it."),
      })
      .optional(),
  })
  .describe("The deployed service's own route.");

/** The section as it is written, and as it was parsed. */
export type AppSection = z.input<typeof AppSchema>;
export type AppContent = z.output<typeof AppSchema>;
