import { z } from "zod";
import * as s from "./schema-words.ts";
import { ERROR_CASES } from "./settings.ts";

/** How a threshold of the user's own is written (decision.md, "Sampling one must-pass live probe"). */
export const MAX_FAILURES_PATTERN = /^(\d{1,3}) of (\d{1,3})$/;

const MAX_FAILURES_SAYS = 'must be written as "2 of 10": at most 2 failed attempts of 10';

const mustPass = s
  .section({ "max-failures": z.string(MAX_FAILURES_SAYS).regex(MAX_FAILURES_PATTERN, MAX_FAILURES_SAYS).optional() })
  .optional();

const errorCase = s.oneOf(ERROR_CASES);
/** A status that means failure: stating 200 for a request that must fail would pass whatever happens. */
const failureStatuses = s.listOf(s.wholeNumber(400, 599));
const why = () => s.filledText().describe("Why; shown in every report.");

const pointer = z.union(
  [
    s.oneOf(["string", "number", "boolean", "array", "object", "null"]),
    s.section({ equals: z.unknown().describe("The exact value.") }),
  ],
  "must be the name of a JSON type or { equals: value }",
);

/** The `probes:` section: it configures probes, it does not select them (product.md, "Inputs", `probes`). */
export const ProbesSchema = s
  .section({
    chat: mustPass,
    "chat-stream": mustPass,
    responses: mustPass,
    "responses-stream": mustPass,
    "error-path": s
      .section({
        cases: s.listOf(errorCase).optional().describe("Which invalid requests to send; default all."),
        waive: s.listOf(s.section({ case: errorCase, why: why() })).optional(),
        expect: s
          .section({ "missing-field": failureStatuses.optional(), "unknown-model": failureStatuses.optional() })
          .optional()
          .describe("With them, exactly these statuses count as a controlled failure."),
      })
      .optional(),
    "auth-path": s.section({ waive: why().optional(), expect: failureStatuses.optional() }).optional(),
    app: s
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
      .optional()
      .describe("The deployed service's own route."),
    logs: s
      .section({
        files: z.union([s.path(), s.listOf(s.path())], "must be a path or a list of paths"),
        require: s.listOf(s.filledText()).optional(),
      })
      .optional()
      .describe("Log files that an earlier step exported."),
    template: s
      .section({
        waive: s.listOf(s.section({ rule: s.filledText(), field: s.filledText().optional(), why: why() })).optional(),
      })
      .optional(),
  })
  .describe("Configures probes; the input probes selects them.");
