import { z } from "zod";
import { ERROR_CASES, isSampled, PROBE_IDS, PROBES, type SampledProbeId } from "../../evidence/probes.ts";
import { AppSchema } from "./app-schema.ts";
import * as s from "./words.ts";

/** How a threshold of the user's own is written (decision.md, "Sampling one must-pass live probe"). */
const MAX_FAILURES_PATTERN = /^(\d{1,3}) of (\d{1,3})$/;

const maxFailures = {
  "max-failures": s
    .matching(MAX_FAILURES_PATTERN, 'must be written as "2 of 10": at most 2 failed attempts of 10')
    .transform((text) => {
      const [, failures, of] = MAX_FAILURES_PATTERN.exec(text) ?? [];
      return { failures: Number(failures), of: Number(of) };
    })
    .optional(),
};
/** Sampled probes of the API have a limit of their own and nothing else to configure. */
const sampled = Object.fromEntries(
  PROBE_IDS.filter((id) => isSampled(id) && PROBES[id].target === "api").map((id) => [
    id,
    s.section(maxFailures).optional(),
  ]),
) as Record<Exclude<SampledProbeId, "app">, z.ZodOptional<z.ZodObject<typeof maxFailures, z.core.$strict>>>;

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
  .section({
    ...sampled,
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
    app: AppSchema.extend(maxFailures).optional().describe("The deployed service's own route."),
    logs: logs.optional(),
    template: s
      .section({
        waive: s.listOf(s.section({ rule: s.filledText(), field: s.filledText().optional(), why: why() })).optional(),
      })
      .optional(),
  })
  .describe("Configures probes; the input probes selects them.");
