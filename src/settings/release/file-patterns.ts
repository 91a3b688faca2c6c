import { isAbsolute, relative, resolve, sep } from "node:path";
import { LABEL_LIMIT } from "../../text/one-line.ts";
import { shown } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import type { SettingPath } from "../inputs/values.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/** Files that the braces of one pattern may spell out; each is a search of its own. */
const MOST_SPELLED = 100;

/** Wildcards between two slashes: every further one multiplies the ways to match a long name, and cannot be interrupted. */
const MOST_WILDCARDS = 4;

/** `**` in one pattern, for the same reason. */
const MOST_DEPTHS = 3;

/** Paths and globs that a check may search for, each once. */
export interface FilePatterns {
  /** With forward slashes: relative to the working directory and below it, or absolute. */
  readonly files: readonly string[];
  /** The patterns may be a stranger's: nothing outside the working directory is looked at, also not through links. */
  readonly confined: boolean;
}

/** A URL, of a bucket as well; it may be signed, and whoever has it then may read what it leads to. */
const ADDRESS = /^\s*[a-z][a-z0-9+.-]+:\/\//i;
const FETCH =
  "Download it in an earlier step, and name the file. If the address is signed or holds a key, take that back: everybody has it who can read this file.";

/** What a section of the gate file names; a pattern that cannot be searched for is a problem at its place. */
export function* filePatternsOf(
  path: SettingPath,
  written: string | readonly string[],
  { originOf }: SettingsDocument,
  { workingDirectory, untrusted }: SettingsSource,
): Rule<FilePatterns> {
  const confined = untrusted === "foreign-files";
  const files = new Set<string>();
  for (const [i, name] of [written].flat().entries()) {
    const origin = originOf(path, ...(Array.isArray(written) ? [i] : []));
    if (ADDRESS.test(name)) {
      yield problemAt(origin, "invalid-path", "is an address, and no file is fetched", FETCH);
      continue;
    }
    const pattern = patternOf(name, workingDirectory);
    const outside = confined && pattern !== null && isAbsolute(pattern);
    if (pattern !== null && !outside && !isEndless(pattern)) files.add(pattern);
    else {
      const help = outside
        ? "Where the gate file may be a stranger's (pull_request_target, workflow_run after a fork), name files below the working directory."
        : "Name files or globs below the working directory, or an absolute path; both without '..', and with few wildcards.";
      yield problemAt(origin, "invalid-path", `cannot be ${shown(name)}`, help);
    }
  }
  return { files: [...files], confined };
}

/**
 * A path or glob as it is searched for; null for one that leaves the working directory. An absolute path is taken: files
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
export function isEndless(pattern: string): boolean {
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
