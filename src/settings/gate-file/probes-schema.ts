import { z } from "zod";
import { JSON_TYPES, METHODS, RELEASE_FACTS } from "../../evidence/app.ts";
import {
  ERROR_CASES,
  isSampled,
  PROBE_IDS,
  PROBES,
  type SampledProbeId,
  SINGLE_CASE_IDS,
} from "../../evidence/probes.ts";
import { FAMILIES } from "../../evidence/vocabulary.ts";
import { MetricsSchema } from "./metrics-schema.ts";
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

/** What an answer of the service has to be. */
export const ExpectSchema = s.options({
  status: z
    .union([status(), s.listOf(status())], "must be a status such as 200, or a list of them")
    .transform((status) => [status].flat())
    .describe("Default 200 to 299."),
  headers: z.record(s.headerName(), headerOfAnswer, "must be a section of header names"),
  pointers: z.record(pointer(), valueAtPointer, "must be a section of JSON pointers"),
  fallback: s
    .section({ pointer: pointer().describe("A value there that is true in some form says so.") })
    .describe("How the answer says that the fallback gave it."),
});

/** The `probes.app` section (product.md, "Gate file"). */
export const AppSchema = s
  .options({
    url: s.path().describe("Where the deployed service answers. https, or http on this machine."),
    method: s.oneOf(METHODS).describe("Default GET without a body, POST with one."),
    headers: s.headers().describe("Sent with the request. { from-env: NAME } for secrets."),
    body: z.unknown().describe("Sent as JSON. In its texts {{prompt}}, {{nonce}} and {{run-id}} are replaced."),
    expect: ExpectSchema,
  })
  .describe("The deployed service's own route.");

/** The section as it is written, and as it was parsed. */
export type AppSection = z.input<typeof AppSchema>;
export type AppContent = z.output<typeof AppSchema>;

/** How a threshold of the user's own is written (decision.md, "Sampling one must-pass live probe"). */
const MAX_FAILURES_PATTERN = /^(\d{1,3}) of (\d{1,3})$/;

const maxFailures = s.options({
  "max-failures": s
    .matching(MAX_FAILURES_PATTERN, 'must be written as "2 of 10": at most 2 failed attempts of 10')
    .transform((text) => {
      const [, failures, of] = MAX_FAILURES_PATTERN.exec(text) ?? [];
      return { failures: Number(failures), of: Number(of) };
    }),
});

/** Sampled probes of the API have a limit of their own and nothing else to configure. */
const sampledOfApi = PROBE_IDS.filter(
  (id): id is Exclude<SampledProbeId, "app"> => isSampled(id) && PROBES[id].target === "api",
);

const errorCase = s.oneOf(ERROR_CASES);
/** A status that means failure: stating 200 for a request that must fail would pass whatever happens. */
const failureStatuses = s.listOf(s.wholeNumber(400, 599));
const why = () => s.filledText().describe("Why; shown in every report.");

const logs = s
  .section({
    files: z
      .union([s.path(), s.listOf(s.path())], "must be a path or a list of paths")
      .describe(
        "Files or globs below the working directory, or absolute: JSON lines, logfmt or plain text, also gzipped.",
      ),
    require: s
      .listOf(s.filledText())
      .optional()
      .describe("Fields that every record of the run must have, nested ones with dots; default the checklist's nine."),
  })
  .describe("Log files that an earlier step exported.");

/** The `probes:` section: it configures probes, it does not select them (product.md, "Inputs", `probes`). */
export const ProbesSchema = s
  .options({
    ...s.each(sampledOfApi, maxFailures),
    "error-path": s.options({
      cases: s.listOf(errorCase).describe("Which invalid requests to send; default all."),
      waive: s.listOf(s.section({ case: errorCase, why: why() })),
      expect: s
        .options({ "missing-field": failureStatuses, "unknown-model": failureStatuses })
        .describe("With them, exactly these statuses count as a controlled failure."),
    }),
    ...s.each(SINGLE_CASE_IDS, s.options({ waive: why(), expect: failureStatuses })),
    app: AppSchema.extend(maxFailures.shape).describe("The deployed service's own route."),
    logs,
    metrics: MetricsSchema,
    template: s.options({
      waive: s.listOf(s.section({ rule: s.filledText(), field: s.filledText().optional(), why: why() })),
    }),
  })
  .describe("Configures probes; the input probes selects them.");

const digest = () => s.matching(/^sha256:[0-9a-f]{64}$/, "must be sha256:<64 hex digits>");

const day = s.matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "must be a date such as 2026-11-21");

/** What a page looked like when a person last read it; a digest alone is that of the contract. */
const reviewSection = s.section({
  contract: digest().describe("Over fields, types, tables, code and endpoints."),
  prose: digest().optional().describe("Over every other word; without it, prose is not compared."),
  at: day.optional().describe("Day of the review."),
  url: s.path().optional().describe("Link that was reviewed."),
});

const review = z
  .union([digest(), reviewSection], "must be sha256:<64 hex digits>, or a section with contract")
  .transform((review): z.output<typeof reviewSection> => (typeof review === "string" ? { contract: review } : review));

/** The `docs:` section (product.md, "Gate file"). */
export const DocsSchema = s.options({
  index: s.path().trim().describe("The index that lists every page; default that of CometAPI."),
  pages: s
    .options(s.each(FAMILIES, s.path().trim()))
    .describe("Reference page of each family; default those of CometAPI."),
  reviewed: s
    .options(s.each(FAMILIES, review))
    .describe("What was reviewed last of each page; the probe docs prints the line to paste here."),
});
