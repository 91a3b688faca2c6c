import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import type { SelectedProbe } from "./settings.ts";
import { LABEL_LIMIT, shown } from "./wording.ts";

/** What every record of the run has to say (release-and-rollback-checklist, "Check observability"). */
export const DEFAULT_FIELDS: readonly string[] = [
  "request_id",
  "environment",
  "deployment_version",
  "provider",
  "status",
  "latency_bucket",
  "retry_count",
  "fallback_used",
  "error_class",
];

/** Log files to read, and what has to be in them (product.md, probe `logs`). */
export interface LogsSettings {
  /** Paths and globs with forward slashes: relative to the working directory and below it, or absolute. */
  readonly files: readonly string[];
  /** Fields that every record of the run must have. */
  readonly require: readonly string[];
}

/**
 * The section `probes.logs`, where the probe is selected. Without the probe the section configures nothing and is no
 * problem; the probe without the section has nothing to read.
 */
export function readLogs(probes: readonly SelectedProbe[], reading: Reading): { readonly logs?: LogsSettings } {
  if (!probes.some(({ id }) => id === "logs")) return {};
  const { gate, report } = reading;
  const section = gate?.content.probes?.logs;
  if (gate === null || section === undefined) {
    report(
      problemAt(
        { kind: "input", name: "probes" },
        "missing-logs",
        "selects logs: no gate file names the log files to read",
        "Write probes: { logs: { files: logs/*.jsonl } } in the gate file, or remove logs from the input probes.",
      ),
    );
    return {};
  }
  const written = [section.files].flat();
  const files = written.flatMap((path, i) => {
    const pattern = patternOf(path, reading.source.workingDirectory);
    if (pattern !== null) return [pattern];
    const at = ["probes", "logs", "files", ...(Array.isArray(section.files) ? [i] : [])];
    const help = "Name files or globs below the working directory, or an absolute path; both without '..'.";
    report(problemAt(gate.originOf(at), "invalid-path", `cannot be ${shown(path)}`, help));
    return [];
  });
  return { logs: { files: [...new Set(files)], require: [...new Set(section.require ?? DEFAULT_FIELDS)] } };
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
