import { COMPARING_PRESET, familiesOf, type ProbeId, type SelectedProbe } from "../evidence/probes.ts";
import type { Mode } from "../evidence/vocabulary.ts";
import { nonBlank } from "../text/non-blank.ts";
import { present } from "../text/present.ts";
import type { Problem } from "../text/problem.ts";
import { DEFAULT_GATE_FILE, readGateFile } from "./gate-file/gate-file.ts";
import { environmentLayer, inputLayer, mergeLayers, sandboxLayer } from "./inputs/document.ts";
import { originsOf } from "./inputs/origins.ts";
import { type Rule, runRule } from "./origin.ts";
import { limitsOf } from "./policy/limits.ts";
import { policyOf } from "./policy/policy.ts";
import { budgetRule, isStatic, mustFailOf, namedProbes, needsApi, selectedProbes } from "./policy/probes.ts";
import { reportSettingsOf, subjectOf } from "./policy/report-settings.ts";
import { appOf } from "./release/app.ts";
import {
  credentialOf,
  type FoundSecret,
  findSecret,
  keyInFileRule,
  tokenRule,
  usableCredential,
} from "./release/credential.ts";
import { allowedHosts, networkOf } from "./release/destination.ts";
import { docsOf, foreignDocsRule } from "./release/docs.ts";
import { evidenceInputOf, knownGoodOf, namesRecord } from "./release/earlier-runs.ts";
import { anthropicAuthRule, authOf } from "./release/headers.ts";
import { isReference } from "./release/key-flaw.ts";
import { labelsOf } from "./release/labels.ts";
import { logsOf } from "./release/logs.ts";
import { metricsOf, metricTimesOf, samplingMs } from "./release/metrics.ts";
import { withoutRepeatedModel } from "./release/model.ts";
import { overrideOf } from "./release/override.ts";
import { readinessOf } from "./release/readiness.ts";
import { releaseOf } from "./release/release.ts";
import { templatesOf, withoutTemplates, withTemplates } from "./release/request-templates.ts";
import { resultsOf } from "./release/results.ts";
import { originWithoutSecrets, overlapWarnings, problemWithoutSecrets, withoutSecrets } from "./release/secrets.ts";
import { sentTemplatesRule } from "./release/sent-templates.ts";
import { allowedVariables } from "./release/sent-values.ts";
import { blamable, foreignFilesRule, withheldBy } from "./release/untrusted.ts";
import type { Settings } from "./settings.ts";
import type { RequestBodies, SettingsSource } from "./source.ts";

/** Modes that ask the endpoints; the others only read what earlier runs wrote. */
const LIVE_MODES: readonly Mode[] = ["gate", "verify-rollback"];

/** Why no gate file was looked at in a workflow that never checked its repository out. */
const NO_CHECKOUT =
  "none was looked at: the workspace holds no checkout (no .git, no .github), as no step before this one put the repository there";

/** Settings as far as they can be read, and everything that is wrong with them. */
export interface ResolvedSettings {
  /** Only `report` is for a run that has problems; the rest is for whoever looks on in spite of them. */
  readonly settings: Settings;
  /** The gate file's first, then inputs that cannot be read, then what the settings mean together. */
  readonly problems: readonly Problem[];
}

/** Everything a run needs, from inputs, gate file and environment. Never throws for what a user can cause. */
export function resolveSettings(source: SettingsSource, bodies: RequestBodies): ResolvedSettings {
  const secrets: string[] = [];
  const keep = (secret: string) => {
    source.mask(secret);
    if (!secrets.includes(secret)) secrets.push(secret);
  };
  // Secrets are masked before anything else happens: whatever follows may fail and say why.
  const found = {
    key: findSecret("api-key", source),
    knownGoodKey: findSecret("known-good-api-key", source),
    token: findSecret("github-token", source),
  };
  for (const secret of [found.key?.value, found.knownGoodKey?.value, source.sandbox?.key, found.token?.value])
    if (secret !== undefined && !isReference(secret)) keep(secret);

  const problems: Problem[] = [];
  const warnings: string[] = [];
  const settings = runRule(settingsOf(source, bodies, found, keep), (remark) =>
    typeof remark === "string" ? warnings.push(remark) : problems.push(remark),
  );
  const { probes, template } = settings;
  const blamed = blamable(withoutRepeatedModel(problems), probes, source.untrusted).map((each) =>
    problemWithoutSecrets(each, secrets),
  );
  const withheld = withheldBy(blamed, probes);
  const asked = withheld === null ? probes : probes.filter(isStatic);
  warnings.push(...overlapWarnings(settings, secrets));
  const unsendable: Problem[] = [];
  if (template !== undefined && settings.mode === "gate")
    // In verify-rollback the record says which templates are sent.
    runRule(
      sentTemplatesRule(asked, template, (body) => bodies.sendableOf(body, secrets)),
      (remark) =>
        typeof remark === "string" ? warnings.push(remark) : unsendable.push(problemWithoutSecrets(remark, secrets)),
    );
  return {
    settings: {
      ...settings,
      ...(withheld === null ? {} : { probes: asked, families: [], withheld }),
      secrets,
      warnings: warnings.map((sentence) => withoutSecrets(sentence, secrets)),
      origins: settings.origins.map((origin) => originWithoutSecrets(origin, secrets)),
    },
    problems: withheld === null ? [...blamed, ...unsendable] : [],
  };
}

/** Reads every layer, merges them once, and goes through the rules of each topic. */
function* settingsOf(
  source: SettingsSource,
  bodies: RequestBodies,
  { key, knownGoodKey, token }: Readonly<Record<"key" | "knownGoodKey" | "token", FoundSecret | null>>,
  keep: (secret: string) => void,
): Rule<Omit<Settings, "secrets" | "warnings" | "withheld">> {
  const { sandbox, untrusted, env } = source;
  yield* tokenRule(token);
  const file = readGateFile(nonBlank(source.inputs["gate-file"]), source);
  const broken = file.problems.length > 0;
  yield* file.problems;
  yield* keyInFileRule(key, file.readable);
  // A mistyped input comes before what the others lack because of it.
  const above = [...(yield* inputLayer(source.inputs)), ...sandboxLayer(sandbox)];
  // What a broken file still says is judged as well: nobody mends it one problem at a time. And a mistake in it must not
  // make this another integration: comment, issue and the way back go by its name.
  const document = mergeLayers(above, file.readable, environmentLayer(env));
  const { values } = document;

  const mode = values.step?.mode ?? "gate";
  const auth = yield* authOf(document, sandbox);
  const live = LIVE_MODES.includes(mode);
  const selected = live ? yield* selectedProbes(document, auth) : [];
  const idsOf = (chosen: readonly SelectedProbe[]) => chosen.map(({ id }) => id);
  const template = live ? yield* templatesOf(document, source, bodies, familiesOf(idsOf(selected))) : null;
  const probes =
    template !== null && mode === "gate"
      ? yield* withTemplates(selected, template, document)
      : yield* withoutTemplates(selected, mode, document);
  const has = (id: ProbeId) => probes.some((probe) => probe.id === id);
  yield* foreignFilesRule(mode, probes, untrusted);

  const ownKey = key?.value ?? null;
  const labels = yield* labelsOf(document, source, ownKey);
  const keys = [key, knownGoodKey].flatMap((secret) => (secret === null ? [] : [secret.value]));
  const times = has("metrics") ? yield* metricTimesOf(document, sandbox) : null;
  const limits = yield* limitsOf(document, times === null ? null : samplingMs(times));
  const asked = needsApi(probes);
  const credential = yield* credentialOf(key, { auth, needsKey: asked, broken, sandbox, untrusted });
  const hosts = yield* allowedHosts(document);
  const variables = { env, allowed: yield* allowedVariables(document), keep };
  // What was restored is what the record says, so the workflow need not repeat it; a broken gate file may name one.
  const needsModel = asked && mode === "gate" && !broken;
  const { commit } = labels;
  const release = yield* releaseOf(document, { auth, asked, needsModel, commit, ownKey, sandbox, hosts, variables });
  const logs = has("logs") ? yield* logsOf(document, source) : null;
  const results = has("results") ? yield* resultsOf(document, source) : null;
  const docs = has("docs")
    ? yield* docsOf(document, { ...source, hosts, gateFile: file.file ?? DEFAULT_GATE_FILE })
    : null;
  const policy = yield* policyOf(document, limits, sandbox);
  const network = yield* networkOf(source, keep);
  const report = yield* reportSettingsOf(document, source, subjectOf(labels, keys));
  const knownGood = yield* knownGoodOf(document, file.file ?? DEFAULT_GATE_FILE, mode, labels.environment, {
    credential: knownGoodKey === null ? null : yield* usableCredential(knownGoodKey),
    allowedHosts: [...hosts],
  });
  const evidence = yield* evidenceInputOf(document, mode);
  const override = yield* overrideOf(document, mode, env, ownKey);
  const mustFail = mustFailOf(values);
  const families = familiesOf(idsOf(probes));
  yield* anthropicAuthRule(document, release.baseUrl, families);
  if (docs !== null) yield* foreignDocsRule(docs, release.baseUrl);
  const context = { release, mode, broken, sandbox, untrusted, hosts, variables, limits };
  const service = yield* appOf(document, { asked: has("app"), waits: live && !probes.every(isStatic) }, context);
  yield* budgetRule({ probes, families, mustFail, policy, routes: service.app ?? [] }, limits);
  const metrics = has("metrics") ? yield* metricsOf(document, { ...context, labels, times }) : null;
  return {
    mode,
    labels,
    live: values.step?.live ?? false,
    ...(override === null ? {} : { override }),
    sandbox: sandbox !== null,
    release,
    credential,
    probes,
    families,
    mustFail,
    policy,
    limits,
    network,
    report,
    // Looked for under another name, it would be the way back of something else.
    knownGood: namesRecord(document, broken && file.readable === null) ? knownGood : { ...knownGood, source: null },
    evidence,
    ...(live && namedProbes(document).includes(COMPARING_PRESET) ? { migration: true } : {}),
    ...present({ template, logs, results, docs, metrics }),
    ...service,
    ...readinessOf(document, sandbox),
    gateFile: file.file === null ? { none: source.noCheckout === true ? NO_CHECKOUT : "none" } : { path: file.file },
    origins: originsOf(document, limits, sandbox),
  };
}
