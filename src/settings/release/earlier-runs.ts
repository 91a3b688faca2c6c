import { DEFAULT_CREATOR, type KnownGoodSource } from "../../evidence/known-good-source.ts";
import type { Mode, Rehearse } from "../../evidence/vocabulary.ts";
import { normaliseBaseUrl } from "../../text/base-url.ts";
import { expressionIn, isRef, isRepositoryPath } from "../../text/git-names.ts";
import { meantWord } from "../../text/nearest.ts";
import { shown } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import type { SettingPath } from "../inputs/values.ts";
import { nameOf, problemAt, type Rule, runRule } from "../origin.ts";
import type { Credential } from "./credential.ts";
import { isEndless } from "./file-patterns.ts";
import { labelOf } from "./labels.ts";
import { type ExpectedLeg, expectedLegs } from "./leg.ts";
import { flawOfModel } from "./model.ts";

/** What a known-good release ran with, by the workflow's word. */
export interface DeclaredKnownGood {
  readonly baseUrl: string | null;
  readonly model: string | null;
}

/** Where the previous release is recorded, and how it may be probed. */
export interface KnownGoodSettings {
  /** Null when nothing was said: a release then has no way back. */
  readonly source: KnownGoodSource | null;
  /** What the workflow says of a release whose gate file at `git:REF` leaves it to the workflow; absent: nothing. */
  readonly declared?: DeclaredKnownGood;
  /** Who may have written a deployment record. */
  readonly creator: string;
  /** When the known-good release is probed in the same run. */
  readonly rehearse: Rehearse;
  /** Its own key, when the release used an older secret version; null: the key of the run. */
  readonly credential: Credential | null;
  /** Hosts that may receive a credential, with the port where it is not the scheme's own. */
  readonly allowedHosts: readonly string[];
}

/** Evidence of earlier runs, for `replay` and `record`. */
export interface EvidenceInput {
  /** Files or globs, relative to the working directory. */
  readonly patterns: readonly string[];
  /** Legs that must be among them. */
  readonly expectLegs: readonly ExpectedLeg[];
}

/** Modes that read or write a record and cannot do without: where it is, and whose it is. */
const NEEDS_RECORD: readonly Mode[] = ["verify-rollback", "record"];

/** Modes that read the evidence of earlier runs (product.md, `evidence`). */
const READS_EVIDENCE: readonly Mode[] = ["record", "replay"];

/**
 * Where the previous known-good is, and how it may be used (product.md, `known-good`; decision.md, "Rehearsal").
 * @param gateFile path that `git:REF` means
 */
export function* knownGoodOf(
  document: SettingsDocument,
  gateFile: string,
  mode: Mode,
  environment: string | null,
  asked: Pick<KnownGoodSettings, "credential" | "allowedHosts">,
): Rule<KnownGoodSettings> {
  const source = yield* sourceOf(document, gateFile, mode, environment);
  const declared = yield* declaredOf(document, source);
  const host = declared.baseUrl === null ? [] : [new URL(declared.baseUrl).host];
  return {
    source,
    ...(declared.baseUrl === null && declared.model === null ? {} : { declared }),
    creator: document.values.deployments?.creator ?? DEFAULT_CREATOR,
    rehearse: document.values.rehearse ?? "on-failure",
    ...asked,
    // The workflow names it, as it names that of its own base URL.
    allowedHosts: [...asked.allowedHosts, ...host],
  };
}

/** What says which record is the known-good one. */
const NAMES_RECORD: readonly SettingPath[] = ["name", "release.environment", "known-good"];

/**
 * Whether it can be told which record is the known-good one, whatever else is wrong with the settings.
 * @param unknownFile there is a gate file of which nothing can be read: it may say what no input says
 */
export function namesRecord(document: SettingsDocument, unknownFile: boolean): boolean {
  return NAMES_RECORD.every((path) => {
    const [winner] = document.candidates(path);
    return winner === undefined ? !unknownFile : runRule(labelOf(path, document, null)) !== null;
  });
}

function* declaredOf(document: SettingsDocument, source: KnownGoodSource | null): Rule<DeclaredKnownGood> {
  const { "known-good-base-url": baseUrl, "known-good-model": model } = document.values.step ?? {};
  const givenIn = (name: "known-good-base-url" | "known-good-model") => document.originOf(`step.${name}`);
  if (source?.kind !== "git") {
    const unused = "is read with known-good: git:REF alone: every other record holds it";
    if (baseUrl !== undefined) yield problemAt(givenIn("known-good-base-url"), "unused-input", unused, "Remove it.");
    if (model !== undefined) yield problemAt(givenIn("known-good-model"), "unused-input", unused, "Remove it.");
    return { baseUrl: null, model: null };
  }
  const base = baseUrl === undefined ? null : normaliseBaseUrl(baseUrl);
  if (base?.ok === false) yield problemAt(givenIn("known-good-base-url"), "invalid-base-url", base.what, base.help);
  const flaw = model === undefined ? null : flawOfModel(model);
  if (flaw !== null)
    yield problemAt(givenIn("known-good-model"), ...flaw, "Give the identifier that the known-good release sent.");
  return { baseUrl: base?.ok ? base.url : null, model: flaw === null ? (model ?? null) : null };
}

function* sourceOf(
  { values, originOf }: SettingsDocument,
  gateFile: string,
  mode: Mode,
  environment: string | null,
): Rule<KnownGoodSource | null> {
  const origin = originOf("known-good");
  if (NEEDS_RECORD.includes(mode) && environment === null)
    yield problemAt(
      { kind: "input", name: "environment" },
      "missing-environment",
      `is needed for mode ${mode}`,
      "Name the environment whose release it is, for example production.",
    );
  const text = values["known-good"];
  if (text === undefined) {
    const help = mode === "record" ? "Write file:PATH or deployments." : "Write file:PATH, git:REF or deployments.";
    if (NEEDS_RECORD.includes(mode)) yield problemAt(origin, "missing-known-good", `is needed for mode ${mode}`, help);
    return null;
  }
  const source = parseSource(text, gateFile);
  if (source === null) {
    const expression = /^(?:git:|HEAD)/.test(text) ? expressionIn(text) : null;
    const depends = `: what ${shown(expression ?? "")} stands for depends on how much history the clone has`;
    const why = expression === null ? meantSource(text, gateFile) : depends;
    yield problemAt(origin, "invalid-value", `cannot be ${shown(text)}${why}`, SOURCES);
    return null;
  }
  if (environment === null && mode === "gate" && source.kind !== "none")
    yield `${nameOf(origin)} is not read: without an environment the run is a check, and the way back is not judged.`;
  if (mode === "record" && source.kind !== "file" && source.kind !== "deployments") {
    const what = `${source.kind} cannot be written to`;
    yield problemAt(origin, "record-needs-a-place", what, "Write file:PATH or deployments.");
  } else if (mode === "verify-rollback" && source.kind === "none") {
    const what = "is none, so there is no restored release to verify";
    yield problemAt(origin, "missing-known-good", what, "Write file:PATH, git:REF or deployments.");
  }
  return source;
}

/** ` - did you mean ...?`: a word that is nearly one, a path without its `file:`, a reference without its `git:`. */
function meantSource(text: string, gateFile: string): string {
  const [, word = "", where = ""] = /^([a-z]+)\s*[:=\s]\s*(.+)$/i.exec(text) ?? [];
  const kind = meantWord(word, ["file", "git"]);
  const bare = meantWord(word || text, ["none", "deployments"]);
  const meant = kind !== null ? `${kind}:${where}` : (bare ?? (/[/.]/.test(text) ? `file:${text}` : `git:${text}`));
  const isSource = !/^(file|git):?$/.test(text) && meant !== text && parseSource(meant, gateFile) !== null;
  return isSource ? ` - did you mean ${shown(meant)}?` : "";
}

const SOURCES =
  "Write file:PATH, git:REF, git:REF:PATH (a branch, a tag or a commit; a path from the repository's root), deployments, or none.";

/**
 * Reads the value of `known-good` (product.md, "Inputs"); null for one that is none.
 * @param gateFile path that `git:REF` means, from the root of the repository
 */
export function parseSource(text: string, gateFile: string): KnownGoodSource | null {
  const [kind = "", ...rest] = text.trim().split(":");
  const where = rest.join(":").trim();
  if (where === "" && (kind === "none" || kind === "deployments") && rest.length === 0) return { kind };
  if (kind === "file" && where !== "" && !/[\p{Cc}\p{Cf}]/u.test(where)) return { kind, path: where };
  if (kind !== "git") return null;
  const [ref = "", ...parts] = where.split(":");
  const path = (parts.length === 0 ? gateFile : parts.join(":")).replace(/^(\.\/)+/, "");
  return isRef(ref) && isRepositoryPath(path) ? { kind, ref, path } : null;
}

/** Files of earlier runs and the legs that must be among them. */
export function* evidenceInputOf({ values, originOf }: SettingsDocument, mode: Mode): Rule<EvidenceInput> {
  const patterns = values.step?.evidence ?? [];
  const expectLegs = expectedLegs(values.step?.["expect-legs"] ?? "");
  const unused = `is not read in mode ${mode}`;
  if (READS_EVIDENCE.includes(mode)) {
    const help = "Give the path of evidence.json, or a glob such as evidence/**/evidence.json.";
    if (patterns.length === 0)
      yield problemAt(originOf("step.evidence"), "missing-evidence", `is needed for mode ${mode}`, help);
    for (const pattern of patterns.filter(isEndless))
      yield problemAt(
        originOf("step.evidence"),
        "invalid-path",
        `cannot be ${shown(pattern)}: too many wildcards`,
        help,
      );
  } else if (patterns.length > 0)
    yield problemAt(originOf("step.evidence"), "unused-input", unused, "Set mode to replay or record, or remove it.");
  if (expectLegs.length > 0 && mode !== "replay")
    yield problemAt(originOf("step.expect-legs"), "unused-input", unused, "Set mode to replay, or remove it.");
  return { patterns, expectLegs };
}
