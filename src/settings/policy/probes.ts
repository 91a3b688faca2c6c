import { type AppRoute, keyOfRoute } from "../../evidence/app.ts";
import type { Limits } from "../../evidence/limits.ts";
import { type Policy, sampleOf } from "../../evidence/policy.ts";
import {
  DEFAULT_PRESET,
  ERROR_CASES,
  isSampled,
  type MustFailCase,
  type MustFailOptions,
  membersOf,
  PRESETS,
  PROBE_IDS,
  PROBES,
  type ProbeId,
  polarityOf,
  type SelectedProbe,
  SINGLE_CASE_IDS,
} from "../../evidence/probes.ts";
import type { Family } from "../../evidence/vocabulary.ts";
import { didYouMean } from "../../text/nearest.ts";
import { shown } from "../../text/shown.ts";
import type { GateFileContent } from "../gate-file/schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { Auth } from "../release/headers.ts";

/** Probe ids and presets as they were named. */
export function namedProbes({ values }: SettingsDocument): readonly string[] {
  return values.step?.probes ?? [DEFAULT_PRESET];
}

/** The probes to ask, in the order of the vocabulary; an id that is named wins over a preset that holds it. */
export function* selectedProbes(document: SettingsDocument, auth: Auth): Rule<readonly SelectedProbe[]> {
  const names = new Set(namedProbes(document));
  const origin = document.originOf("step.probes");
  const known: readonly string[] = [...PRESETS, ...PROBE_IDS];
  const unknown = [...names].filter((name) => !known.includes(name));
  for (const name of unknown) {
    const what = `names ${shown(name)}, which is neither a probe nor a preset${meantProbes(name, known)}`;
    // All of them are longer than a sentence of the evidence may be.
    const help = `Presets: ${PRESETS.join(", ")}. The README has the table of the probes, and explain PROBE prints one.`;
    yield problemAt(origin, "unknown-probe", what, help);
  }
  const selected = idsOf(names).map((id): SelectedProbe => ({ id, selected: names.has(id) ? "explicit" : "preset" }));
  const probes = yield* withoutPointless(selected, auth);
  if (unknown.length === 0 && probes.length === 0) {
    const what =
      names.size === 0 ? "names nothing" : `selects nothing that this run can ask (${[...names].join(", ")})`;
    yield problemAt(origin, "nothing-to-probe", what, `Select ${DEFAULT_PRESET}, chat or responses.`);
  }
  return probes;
}

/** The probes that are named, or members of a preset that is, in the order of the vocabulary. */
function idsOf(names: ReadonlySet<string>): readonly ProbeId[] {
  const ofPresets = new Set(PRESETS.filter((preset) => names.has(preset)).flatMap(membersOf));
  return PROBE_IDS.filter((id) => names.has(id) || ofPresets.has(id));
}

/** True where only files and public pages are looked at, by those of the names that are known. */
export function areStatic(names: ReadonlySet<string>): boolean {
  const ids = idsOf(names);
  return ids.length > 0 && ids.every((id) => isStatic({ id }));
}

/** ` - did you mean ...?`: the nearest name, or the names that other marks than commas part. */
function meantProbes(text: string, known: readonly string[]): string {
  const parts = text.toLowerCase().split(/[^a-z0-9-]+/);
  return parts.length > 1 && parts.every((part) => known.includes(part))
    ? ` - did you mean "${parts.join(",")}"?`
    : didYouMean(text, known);
}

/** Without a credential there is nothing that a fake one could be compared with. */
function* withoutPointless(probes: readonly SelectedProbe[], auth: Auth): Rule<readonly SelectedProbe[]> {
  if (auth !== "none") return probes;
  for (const { id } of probes)
    if (PROBES[id].comparesCredential)
      yield `${id} is skipped: release.auth is none, so there is no credential to refuse.`;
  return probes.filter(({ id }) => !PROBES[id].comparesCredential);
}

/** True for a probe that looks at files and public pages, runs without secrets, and so on a pull request from a fork (trigger `no-secrets`). */
export function isStatic({ id }: Pick<SelectedProbe, "id">): boolean {
  return PROBES[id].kind === "check" && PROBES[id].target !== "monitoring";
}

/** True when a selected probe calls the API, and so needs a key and a model (product.md, "A probe asks only for what it needs"). */
export function needsApi(probes: readonly SelectedProbe[]): boolean {
  return probes.some(({ id }) => PROBES[id].target === "api");
}

/** Options of the must-fail probes (gate file, `probes.error-path`, and those without cases, each under its id). */
export function mustFailOf({ probes }: Pick<GateFileContent, "probes">): MustFailOptions {
  const errorPath = probes?.["error-path"] ?? {};
  const { cases = ERROR_CASES, waive = [] } = errorPath;
  const single = SINGLE_CASE_IDS.flatMap((id) => {
    const why = probes?.[id]?.waive;
    return why === undefined ? [] : [{ case: id, why }];
  });
  const expect: Partial<Record<MustFailCase, readonly number[]>> = {};
  for (const name of ERROR_CASES) {
    const statuses = errorPath.expect?.[name];
    if (statuses !== undefined) expect[name] = statuses;
  }
  for (const id of SINGLE_CASE_IDS) {
    const statuses = probes?.[id]?.expect;
    if (statuses !== undefined) expect[id] = statuses;
  }
  return {
    cases: ERROR_CASES.filter((name) => cases.includes(name) && !waive.some((waived) => waived.case === name)),
    waived: [...waive, ...single],
    expect,
  };
}

/** What the fewest requests of a run follow from. */
interface Plan {
  readonly probes: readonly SelectedProbe[];
  readonly families: readonly Family[];
  readonly mustFail: MustFailOptions;
  readonly policy: Policy;
  readonly routes: readonly AppRoute[];
}

/** Says when not even a healthy endpoint could be judged within `max-requests`. */
export function* budgetRule(plan: Plan, { maxRequests }: Limits): Rule<void> {
  const fewest = cleanRequests(plan);
  if (maxRequests < fewest)
    yield `max-requests ${maxRequests} is too small: these probes take at least ${fewest} requests, so the decision cannot be proceed.`;
  const doubt = Math.max(0, ...plan.probes.map(({ id }) => requestsOfDoubt(id, plan)));
  if (maxRequests >= fewest && maxRequests < fewest + doubt)
    yield `max-requests ${maxRequests} leaves no room for doubt: a probe with single failures takes up to ${doubt} requests more, so it would hold without an answer. ${fewest + doubt} are enough for one.`;
}

/** Requests of a run with which nothing goes wrong. */
export function cleanRequests(plan: Plan): number {
  return plan.probes.reduce((sum, { id }) => sum + fewestRequests(id, plan), 0);
}

/**
 * The most requests that a run's figures follow from: every sampled probe goes on to its last look, and all others are
 * confirmed. What is waited for, dropped from a body or put to the known-good release comes to it.
 */
export function mostRequests(plan: Plan): number {
  const most = ({ id }: SelectedProbe) =>
    isSampled(id)
      ? sampledOf(id, plan.routes).reduce(
          (sum, { key, requests }) => sum + requests * (sampleOf(key, plan.policy).looks.at(-1)?.total ?? 0),
          0,
        )
      : fewestRequests(id, plan) * 2;
  return plan.probes.reduce((sum, probe) => sum + most(probe), 0);
}

/** A sampled probe by its key, and the requests of one attempt that nothing goes wrong in. */
interface SampledRequests {
  readonly key: string;
  readonly requests: number;
}

/** The probes that a selected one becomes: each route of the application is one. Where they answer may not be known yet. */
function sampledOf(id: ProbeId, routes: readonly AppRoute[]): readonly SampledRequests[] {
  const { requests, target } = PROBES[id];
  if (target !== "application" || routes.length === 0) return [{ key: id, requests }];
  return routes.map(({ name, until }) => ({ key: keyOfRoute(name), requests: requests + asksAgain(until) }));
}

/** The keys of the must-pass probes that are sampled. */
export function mustPassKeys(probes: readonly SelectedProbe[], routes: readonly AppRoute[] = []): readonly string[] {
  const mustPass = probes.filter(({ id, selected }) => isSampled(id) && polarityOf(id, selected) === "must-pass");
  return mustPass.flatMap(({ id }) => sampledOf(id, routes).map(({ key }) => key));
}

/** Requests beside the first one that even a job takes which is done at once. */
function asksAgain(job: AppRoute["until"]): number {
  return job === undefined || (job.at === null && job.path === null) ? 0 : 1;
}

/** Requests that a probe takes beside those of a clean one, where only its last look resolves the doubt. */
function requestsOfDoubt(id: ProbeId, { policy, routes }: Plan): number {
  if (!isSampled(id)) return 0;
  const beside = sampledOf(id, routes).map(({ key, requests }) => {
    const { first, looks } = sampleOf(key, policy);
    return requests * ((looks.at(-1)?.total ?? first) - first);
  });
  return Math.max(...beside);
}

/** Requests of a probe with which nothing goes wrong, over all its families and cases. */
function fewestRequests(id: ProbeId, { families, mustFail, policy, routes }: Plan): number {
  const { family, cases, requests } = PROBES[id];
  if (isSampled(id))
    return sampledOf(id, routes).reduce((sum, { key, requests }) => sum + requests * sampleOf(key, policy).first, 0);
  const planned = cases === undefined ? 1 : mustFail.cases.length;
  return requests * planned * (family === "each" ? families.length : 1);
}
