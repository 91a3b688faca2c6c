import { isAbsolute, relative, resolve, sep } from "node:path";
import { LABEL_LIMIT } from "../../text/one-line.ts";
import { shown } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/** What every record of the run has to say (release-and-rollback-checklist, "Check observability"). */
// biome-ignore format: a list of words reads by lines
export const DEFAULT_FIELDS: readonly string[] = [
  "request_id", "environment", "deployment_version", "provider", "status", "latency_bucket", "retry_count",
  "fallback_used", "error_class",
];

/** Log files to read, and what has to be in them (product.md, probe `logs`). */
export interface LogsSettings {
  /** Paths and globs with forward slashes: relative to the working directory and below it, or absolute. */
  readonly files: readonly string[];
  /** Fields that every record of the run must have. */
  readonly require: readonly string[];
  /** The patterns may be a stranger's: nothing outside the working directory is looked at, also not through links. */
  readonly confined?: true;
}

/** Files that the braces of one pattern may spell out; each is a search of its own. */
const MOST_SPELLED = 100;

/** Wildcards between two slashes: every further one multiplies the ways to match a long name, and cannot be interrupted. */
const MOST_WILDCARDS = 4;

/** `**` in one pattern, for the same reason. */
const MOST_DEPTHS = 3;

/** The files that the section `probes.logs` names; null where there is no such section. */
export function* logsOf(document: SettingsDocument, source: SettingsSource): Rule<LogsSettings | null> {
  const { values, originOf } = document;
  const { workingDirectory, untrusted } = source;
  const section = values.probes?.logs;
  if (section === undefined) {
    yield problemAt(
      originOf("step.probes"),
      "missing-logs",
      "selects logs: no gate file names the log files to read",
      "Write probes: { logs: { files: logs/*.jsonl } } in the gate file, or remove logs from the input probes.",
    );
    return null;
  }
  const confined = untrusted === "foreign-files";
  const files = new Set<string>();
  for (const [i, path] of [section.files].flat().entries()) {
    const pattern = patternOf(path, workingDirectory);
    const outside = confined && pattern !== null && isAbsolute(pattern);
    if (pattern !== null && !outside && !isEndless(pattern)) files.add(pattern);
    else {
      const help = outside
        ? "On pull_request_target, whose gate file may be a stranger's, name files below the working directory."
        : "Name files or globs below the working directory, or an absolute path; both without '..', and with few wildcards.";
      const inner = Array.isArray(section.files) ? [i] : [];
      yield problemAt(originOf("probes.logs.files", ...inner), "invalid-path", `cannot be ${shown(path)}`, help);
    }
  }
  const require = [...new Set(section.require ?? DEFAULT_FIELDS)];
  return { files: [...files], require, ...(confined ? { confined } : {}) };
}

/**
 * A path or glob as it is searched for; null for one that leaves the working directory. An absolute path is taken: logs
 * are exported beside the checkout as well, for example to the runner's temporary folder, and no content of a file is
 * ever repeated. A relative one with `..` is more often a mistake.
 */
function patternOf(path: string, workingDirectory: string): string | null {
  const pattern = (sep === "\\" ? path.replaceAll("\\", "/") : path).trim();
  if (/[\p{Cc}\p{Cf}]/u.test(pattern) || pattern.split("/").includes("..")) return null;
  if ([...pattern].length > LABEL_LIMIT) return null;
  if (isAbsolute(pattern)) return pattern;
  // Braces and brackets of a glob can spell what the parts above do not show.
  if (/[{[(].*\.\./.test(pattern)) return null;
  const inside = relative(workingDirectory, resolve(workingDirectory, pattern)).replaceAll(sep, "/");
  return inside === "" || inside.startsWith("../") || isAbsolute(inside) ? null : inside;
}

/**
 * Whether a search for this glob may take longer than any run: braces that spell out more and more names, and patterns
 * that match a long name in more and more ways. Neither can be stopped by a deadline.
 */
function isEndless(pattern: string): boolean {
  const braces = pattern.match(/\{[^{}]*\}/g) ?? [];
  const nested = (pattern.match(/\{/g) ?? []).length > braces.length;
  const spelled = braces.reduce((product, brace) => product * brace.split(",").length, 1);
  const parts = pattern.split("/");
  return (
    nested ||
    spelled > MOST_SPELLED ||
    /\{[^}]*\.\./.test(pattern) ||
    /[?*+@!]\(/.test(pattern) ||
    parts.filter((part) => part.includes("**")).length > MOST_DEPTHS ||
    parts.some((part) => part !== "**" && (part.match(/\*/g) ?? []).length > MOST_WILDCARDS)
  );
}
