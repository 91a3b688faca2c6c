import { z } from "zod";
import {
  ERROR_CASES,
  isSampled,
  PROBE_IDS,
  PROBES,
  type SampledProbeId,
  SINGLE_CASE_IDS,
} from "../../evidence/probes.ts";
import { FAMILIES } from "../../evidence/vocabulary.ts";
import { AppSchema, maxFailures } from "./app-schema.ts";
import { MetricsSchema } from "./metrics-schema.ts";
import * as s from "./words.ts";

/** Sampled probes of the API have a limit of their own and nothing else to configure. */
const sampledOfApi = PROBE_IDS.filter(
  (id): id is Exclude<SampledProbeId, "app"> => isSampled(id) && PROBES[id].target === "api",
);

const errorCase = s.oneOf(ERROR_CASES);
/** A status that means failure: stating 200 for a request that must fail would pass whatever happens. */
const failureStatuses = s.listOf(s.wholeNumber(400, 599));
const why = () => s.filledText().describe("Why; shown in every report.");

const paths = () => z.union([s.path(), s.listOf(s.path())], "must be a path or a list of paths");

const logs = s
  .section({
    files: paths().describe(
      "Files or globs below the working directory, or absolute: JSON lines, logfmt or plain text, also gzipped.",
    ),
    require: s
      .listOf(s.filledText())
      .optional()
      .describe("Fields that every record of the run must have, nested ones with dots; default the checklist's nine."),
  })
  .describe("Log files that an earlier step exported.");

const results = s
  .section({
    files: paths().describe("JUnit XML files or globs below the working directory, or absolute."),
    "max-age": s.duration().optional().describe("Older files are of another run; default 24h."),
  })
  .describe("Results of a test run of an earlier step.");

/** The `probes:` section: it configures probes, it does not select them (product.md, "Inputs", `probes`). */
export const ProbesSchema = s
  .options({
    ...s.each(sampledOfApi, s.options(maxFailures)),
    "error-path": s.options({
      cases: s.listOf(errorCase).describe("Which invalid requests to send; default all."),
      waive: s.listOf(s.section({ case: errorCase, why: why() })),
      expect: s
        .options({ "missing-field": failureStatuses, "unknown-model": failureStatuses })
        .describe("With them, exactly these statuses count as a controlled failure."),
    }),
    ...s.each(SINGLE_CASE_IDS, s.options({ waive: why(), expect: failureStatuses })),
    app: AppSchema,
    logs,
    results,
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
