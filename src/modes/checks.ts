import type { DocsPage } from "../evidence/docs.ts";
import type { Check } from "../evidence/evidence.ts";
import { findingOf } from "../evidence/finding.ts";
import type { Metrics } from "../evidence/metrics.ts";
import { type CheckId, isLive, probeAbout } from "../evidence/probes.ts";
import type { Results } from "../evidence/results.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { FAMILIES } from "../evidence/vocabulary.ts";
import { sendingFamilies } from "../settings/release/sent-templates.ts";
import type { Settings } from "../settings/settings.ts";
import type { TemplateContext } from "../template/check.ts";
import { problem } from "../text/problem.ts";
import type { World } from "./world.ts";

/** What a check found: findings for the decision and, of those that have them, pages and numbers for the records. */
interface CheckResult {
  readonly check: Check;
  readonly pages?: readonly DocsPage[];
  readonly metrics?: Metrics;
  readonly results?: Results;
}

/** The world of a check, and who tells it that its answer is not needed any more. */
interface CheckWorld extends World {
  /** Aborted as soon as the run is a rollback whatever this check finds; absent: never. */
  readonly decided?: AbortSignal;
}

/** A check, the sibling of a probe that sends nothing to the provider (architecture.md). */
interface RegisteredCheck {
  /** Before the probes, while they are asked, or when they are done. */
  readonly when: "before" | "beside" | "after";
  /** Looks; null: the settings say nothing of what to look at. */
  readonly look: (settings: Settings, world: CheckWorld, run: RunIdentity) => Promise<CheckResult | null>;
}

/**
 * The implementation of every check. Each is loaded only by a run that selected it: their rule sets and parsers are larger
 * than the rest of the gate.
 */
const CHECKS: Readonly<Record<CheckId, RegisteredCheck>> = {
  docs: {
    // Reading a large page takes the processor for moments that would count as an endpoint's latency.
    when: "after",
    look: async (settings, { cancelled }) => {
      const { checkDocs } = await import("../docs/check.ts");
      return checkDocs(settings, cancelled);
    },
  },
  template: {
    when: "before",
    look: async (settings) => {
      const context = templateContext(settings);
      if (context === null) return null;
      const { checkTemplates } = await import("../template/check.ts");
      return { check: await checkTemplates(context) };
    },
  },
  logs: {
    // What the probes asked may be in them.
    when: "after",
    look: async (settings, { source, cancelled }, run) => {
      const { checkLogs } = await import("../logs/check.ts");
      const check = await checkLogs(settings, run, source.workingDirectory, cancelled);
      return check === null ? null : { check };
    },
  },
  results: {
    when: "after",
    look: async (settings, { source, cancelled }, run) => {
      const { checkResults } = await import("../results/check.ts");
      return checkResults(settings, run, source.workingDirectory, cancelled);
    },
  },
  metrics: {
    // Sampled for minutes, so that the run takes as long as the longer of both.
    when: "beside",
    look: async (settings, { cancelled, progress, decided = NEVER }) => {
      const { checkMetrics } = await import("../metrics/check.ts");
      return checkMetrics(settings, { cancelled, decided }, (run) =>
        progress({ kind: "sampled", key: `metrics: ${run.name}`, run, everyMs: settings.metrics?.everyMs ?? 0 }),
      );
    },
  },
};

const NEVER = new AbortController().signal;

function templateContext({ template, probes, release, secrets }: Settings): TemplateContext | null {
  if (template === undefined) return null;
  const model = release.model === "" ? null : release.model;
  const streaming = FAMILIES.filter((family) => probes.some(({ id }) => id === probeAbout("stream", family)));
  return { ...template, model, streaming, secrets };
}

/**
 * What is wrong with a request template where live probes replace it, because no answer tells: an endpoint that answered
 * saw a sound role, part or label in its place. Nothing where the probe `template` looks at all of it.
 */
async function replacedParts(settings: Settings): Promise<CheckResults | null> {
  const context = templateContext(settings);
  if (context === null || settings.mode !== "gate" || settings.probes.some(({ id }) => id === "template")) return null;
  const sent = sendingFamilies(settings.probes).map((family) => context.templates.find((one) => one.family === family));
  const templates = sent.filter((template) => template !== undefined);
  if (templates.length === 0) return null;
  const { checkTemplates } = await import("../template/check.ts");
  const check = await checkTemplates({ ...context, templates, onlyReplaced: true });
  return check.findings.length === 0 ? null : { checks: [check], docs: [] };
}

/** Everything that the checks of one moment found. */
interface CheckResults {
  readonly checks: readonly Check[];
  readonly docs: readonly DocsPage[];
  readonly metrics?: Metrics | undefined;
  readonly results?: Results | undefined;
}

/** What the checks of several moments found. */
export function together(...moments: readonly CheckResults[]): CheckResults {
  return {
    checks: moments.flatMap(({ checks }) => checks),
    docs: moments.flatMap(({ docs }) => docs),
    metrics: moments.find(({ metrics }) => metrics)?.metrics,
    results: moments.find(({ results }) => results)?.results,
  };
}

/** Starts what runs beside the probes: its results, and how to say that nobody needs them any more. */
export function checksBeside(settings: Settings, world: World, run: RunIdentity) {
  const decided = new AbortController();
  const results = runChecks("beside", settings, { ...world, decided: decided.signal }, run);
  return { results, decided: () => decided.abort() };
}

/** Runs the selected checks of this moment, in the order of the table. A check that has no result holds the release. */
export async function runChecks(
  when: RegisteredCheck["when"],
  settings: Settings,
  world: CheckWorld,
  run: RunIdentity,
): Promise<CheckResults> {
  const results: CheckResult[] = [];
  for (const { id } of settings.probes)
    if (!isLive(id) && CHECKS[id].when === when)
      results.push((await CHECKS[id].look(settings, world, run)) ?? { check: withoutResult(id) });
  const replaced = when === "after" ? await replacedParts(settings) : null;
  return together(
    ...(replaced === null ? [] : [replaced]),
    ...results.map(({ check, pages: docs = [], ...more }) => ({ ...more, checks: [check], docs })),
  );
}

/** What was asked for and not looked at is never a pass. */
function withoutResult(id: CheckId): Check {
  const nothing = problem(
    "check-without-result",
    `${id} was selected and looked at nothing`,
    `Say in the gate file what ${id} is to look at, or leave it out of the input probes.`,
  );
  return {
    id,
    result: "not_tested",
    findings: [findingOf(nothing, { trigger: "insufficient-evidence", severity: "hold" })],
  };
}
