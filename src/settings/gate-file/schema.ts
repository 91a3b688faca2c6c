import { z } from "zod";
import { ALERTS, DERIVED_ITEMS, PREFLIGHT_ITEMS } from "../../evidence/preflight.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../../evidence/triggers.ts";
import { REHEARSE, type Rehearse, type SEVERITIES } from "../../evidence/vocabulary.ts";
import { ExpectSchema } from "./app-schema.ts";
import { DocsSchema, ProbesSchema } from "./probes-schema.ts";
import { ReleaseSchema } from "./release-schema.ts";
import * as s from "./words.ts";

const waiver = s.section({ waived: s.filledText().describe("Why this item is not needed.") });

const item = z
  .union([s.text(), z.null(), waiver], "must be text or { waived: why }")
  .describe("A value, or { waived: why }. Empty or missing: the item is open, and the decision is hold.");

const derivedItem = z
  .strictObject(waiver.shape, "must be { waived: why } or absent, because the gate checks this item itself")
  .describe("Checked by the gate itself; only { waived: why } may be written.");

/** The `readiness:` section: once it is there, every item is filled, waived with a reason, or open. */
const ReadinessSchema = s
  .options({
    ...s.each(PREFLIGHT_ITEMS, item),
    alerts: s.options(s.each(ALERTS, item)).nullable(),
    ...s.each(DERIVED_ITEMS, derivedItem),
  })
  .nullable()
  .describe("The pre-flight list. Once declared, an item that is neither filled nor waived is a hold.");

/** Most attempts at the first look: twice that is the whole sample, and 100 requests per probe is no smoke test. */
export const MOST_SAMPLES = 50;
/** Fewest attempts at the first look: a proceed needs two successes (decision.md, "Order of the decision"). */
const FEWEST_SAMPLES = 2;
/** Most requests of one run: beyond this it is a load test. */
const MOST_REQUESTS = 10_000;
/** Most requests in flight: beyond this a gate would itself be what trips the rate limit. */
const MOST_CONCURRENCY = 64;

/** What fails the step, from the strictest to shadow mode (product.md, `fail-on`). */
export const FAIL_ON = ["hold", "rollback", "never"] as const;

/** When a report is made (product.md, `summary`, `comment`, `issue`). */
export const WHEN_TO_REPORT = ["always", "on-failure", "never"] as const;

/** Longest name of a label, and most assignees of an issue, that GitHub takes. */
const LONGEST_LABEL = 50;
const MOST_ASSIGNEES = 10;

/** GitHub's list of issues is filtered by labels that are separated by commas, so none can be in a name. */
const LABEL_NAME = new RegExp(`^(?=.*\\S)[^,\\p{Cc}\\p{Cf}]{1,${LONGEST_LABEL}}$`, "u");

/** A login: letters, digits, hyphens, and the underscore of managed users; 39 characters are GitHub's limit. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;

const labelName = s.matching(
  LABEL_NAME,
  `must be the name of a label: 1 to ${LONGEST_LABEL} characters on one line, without a comma`,
);

/** Failing runs in a row that an issue can wait for: more than a working month of nights is no alarm. */
const MOST_RUNS = 20;

const issueSection = s.options({
  when: s.oneOf(WHEN_TO_REPORT),
  after: s
    .wholeNumber(1, MOST_RUNS)
    .describe(
      "Failing runs of the workflow in a row on this branch before one is opened; default 1. Above it needs actions: read.",
    ),
  labels: s.listOf(labelName).describe("Default [release-gate]. The first one is what the issue is found again by."),
  assignees: z
    .array(s.matching(LOGIN, "must be a login, without @"), "must be a list")
    .max(MOST_ASSIGNEES, `must have at most ${MOST_ASSIGNEES} entries`)
    .describe("Logins; the only people whom an issue notifies by name."),
});

/** The `issue:` key: when alone, or a section that says how the issue is filed as well. */
const IssueSchema = z
  .union(
    [s.oneOf(WHEN_TO_REPORT), issueSection],
    "must be always, on-failure or never, or a section with when, after, labels and assignees",
  )
  .describe("When an issue is opened, updated and closed; one per name and environment.")
  .transform((issue): z.output<typeof issueSection> => (typeof issue === "string" ? { when: issue } : issue));

const triggerOptions = (id: TriggerId) => {
  const { allowed, why } = TRIGGERS[id].bounds;
  return { severity: s.oneOf(allowed as typeof SEVERITIES, why) };
};
const triggers = Object.fromEntries(TRIGGER_IDS.map((id) => [id, s.options(triggerOptions(id))])) as Record<
  TriggerId,
  ReturnType<typeof s.options<ReturnType<typeof triggerOptions>>>
>;

/** `true` and `false` are the words of gate files that had no third one. */
const rehearse = z
  .union([s.oneOf(REHEARSE), s.flag()], "must be always, on-failure or never (true is always, false is never)")
  .transform((value): Rehearse => (value === true ? "always" : value === false ? "never" : value));

/** The whole gate file (product.md, "Gate file"). Published as `schema/release-gate.schema.json`. */
export const GateFileSchema = s
  .options({
    version: z.literal(1, "must be 1, the only version of the gate file"),
    name: s.label().describe("Which integration this is; default the repository's name."),
    release: ReleaseSchema,
    readiness: ReadinessSchema,
    sampling: s.options({
      samples: s.wholeNumber(FEWEST_SAMPLES, MOST_SAMPLES).describe("Attempts at the first look."),
      tolerate: s.share().describe("Tolerated true failure rate; default 5%."),
      alpha: s.share().describe("Bound on the false-alarm rate of a rate trigger; default 5%."),
      settle: s.duration().describe("Pause between the first failure and the second look; default 10s."),
    }),
    timeouts: s.options({
      attempt: s.duration().describe("One attempt; default 60s."),
      connect: s.duration().describe("Default 10s."),
      "first-byte": s.duration().describe("First byte of a streaming answer; default 30s."),
      idle: s.duration().describe("Silence inside a stream; default 20s."),
    }),
    limits: s.options({
      deadline: s.duration().describe("The whole run; default 5m."),
      "max-requests": s.wholeNumber(1, MOST_REQUESTS).describe("Default 200."),
      concurrency: s.wholeNumber(1, MOST_CONCURRENCY).describe("Default 8."),
    }),
    probes: ProbesSchema,
    triggers: s
      .options({
        ...triggers,
        "slow-rate": s.options({
          ...triggerOptions("slow-rate"),
          "latency-objective": s.duration().describe("Attempts slower than this are counted."),
        }),
      })
      .describe("Severity of each trigger."),
    "fail-on": s.oneOf(FAIL_ON),
    summary: s.oneOf(WHEN_TO_REPORT),
    comment: s.oneOf(WHEN_TO_REPORT),
    issue: IssueSchema,
    "known-good": s.label().describe("file:PATH, git:REF, deployments or none."),
    deployments: s.section({ creator: s.filledText().describe("Who else may have written the known-good records.") }),
    rehearse: rehearse.describe(
      "When the known-good release is probed too, in the same run: on-failure (default: what failed, after a rollback trigger fired), always (or true: everything, side by side), never (or false).",
    ),
    ready: s
      .options({
        within: s.duration().describe("How long; default 3m."),
        every: s.duration().describe("Pause between two questions; default 5s."),
        url: s
          .path()
          .describe(
            "Where it is asked with GET, or a path below the input app-url; default the first route of probes.app.",
          ),
        expect: ExpectSchema.describe("Default: status and version that probes.app expects; else 200 to 299."),
      })
      .describe("The deployed service is waited for before anything is judged."),
    docs: DocsSchema,
  })
  .meta({
    title: "Gate file of cometapi-release-gate",
    description: "What is released and by which policy it is judged. Every key is optional; unknown keys are errors.",
  });

/** A valid gate file, with its values as the gate uses them: durations in ms, shares as numbers. */
export type GateFileContent = z.output<typeof GateFileSchema>;

/** The schemas that a value at this path may have, without the wrappers that say only that it may be absent. */
export function schemasAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly z.core.$ZodType[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return schemasAt(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => schemasAt(option, path));
  // A text that is transformed, as a duration is, stays whole: its value is read by it.
  if (schema instanceof z.ZodPipe && !(schema.in instanceof z.ZodString)) return schemasAt(schema.in, path);
  if (step === undefined) return [schema];
  if (schema instanceof z.ZodRecord) return schemasAt(schema.valueType, rest);
  if (schema instanceof z.ZodArray) return schemasAt(schema.element, rest);
  const child = schema instanceof z.ZodObject ? schema.shape[String(step)] : undefined;
  return child === undefined ? [] : schemasAt(child, rest);
}

/** The valid keys at a path of the schema. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  return schemasAt(schema, path).flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []));
}
