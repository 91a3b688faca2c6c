/**
 * What a publisher has to replace or write before a release: the account in every text that people copy, and the notes of the
 * version. Names each place, and exits with 1 where there is one: `npm run release-check`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(process.argv[2] ?? join(import.meta.dirname, ".."));
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** Stands for the account that publishes; in two pieces, so that this file is none of those it finds. */
const PLACEHOLDER = ["OWNER", "cometapi-release-gate"].join("/");

/** Sentences that explain the placeholder; whoever replaces it removes them. */
const EXPLAINED = "`OWNER`";

/** Texts that people read and copy; a test speaks of the placeholder as it likes. */
const PUBLISHED = /^(README\.md|SECURITY\.md|action\.yml|(docs|examples|src|schema)\/.*)$/;

function placesOf(words: string): readonly string[] {
  const files = execFileSync("git", ["-C", root, "ls-files"], { encoding: "utf8" }).split("\n");
  return files
    .filter((file) => PUBLISHED.test(file) && existsSync(join(root, file)))
    .flatMap((file) =>
      read(file)
        .split("\n")
        .flatMap((line, index) => (line.includes(words) ? [`${file}:${index + 1}`] : [])),
    );
}

/** Notes under a heading of the changelog, without blank lines. */
function notesUnder(heading: string): readonly string[] | null {
  const lines = read("CHANGELOG.md").split("\n");
  const start = lines.indexOf(`## ${heading}`);
  if (start === -1) return null;
  const end = lines.findIndex((line, index) => index > start && line.startsWith("## "));
  return lines.slice(start + 1, end === -1 ? undefined : end).filter((line) => line.trim() !== "");
}

const { version } = JSON.parse(read("package.json")) as { readonly version: string };
const problems = [
  ...placesOf(PLACEHOLDER).map(
    (place) => `${place}: still names no account; CONTRIBUTING.md, "Publishing", has the command`,
  ),
  ...placesOf(EXPLAINED).map(
    (place) => `${place}: explains a placeholder that people no longer see; remove the sentence`,
  ),
  ...((notesUnder(version) ?? []).length === 0
    ? [`CHANGELOG.md: no notes under "## ${version}", the version of package.json`]
    : []),
  ...((notesUnder("Unreleased") ?? []).length > 0 ? [`CHANGELOG.md: notes still stand under "## Unreleased"`] : []),
];
for (const problem of problems) process.stdout.write(`${problem}\n`);
if (problems.length === 0) process.stdout.write(`${version} is ready to be tagged\n`);
else process.exitCode = 1;
