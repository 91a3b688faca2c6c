/** Longest ref: GitHub's own limit for the name of a branch or tag, in bytes. */
const LONGEST_REF = 255;

/** Longest path: what common file systems take. */
const LONGEST_PATH = 4_096;

/** What neither a ref nor a path of ours may hold: control and format characters, and what a shell or git reads twice. */
const NEVER = /[\p{Cc}\p{Cf}\\]/u;

/**
 * Whether a text is the name of a branch or tag, or a commit in hex: the rules of git-check-ref-format(1), and no leading
 * dash, which a command would take for an option. Expressions such as `HEAD~1` or `main@{1}` are none on purpose: what
 * they stand for depends on the clone.
 */
export function isRef(text: string): boolean {
  return (
    text !== "" &&
    text !== "@" &&
    Buffer.byteLength(text) <= LONGEST_REF &&
    !NEVER.test(text) &&
    !/[\s~^:?*[]|\.\.|@\{|\/\/|^[-/]|[/.]$/.test(text) &&
    text.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"))
  );
}

/** The part of a text that makes a ref an expression, from `~`, `^` or `@{` on: `~1` of `git:HEAD~1`; null: none does. */
export function expressionIn(text: string): string | null {
  return /(?:[~^]|@\{)[^:]*/.exec(text)?.[0] ?? null;
}

/** Whether a text is a path from the root of a repository: relative, without `.` and `..`. */
export function isRepositoryPath(text: string): boolean {
  return (
    text.length <= LONGEST_PATH &&
    !NEVER.test(text) &&
    !/^[-:]/.test(text) &&
    text.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}

/** Characters of a commit that a person reads: as many as git itself shows in a large repository. */
const SHORT_COMMIT = 12;

/** A commit as a person reads it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, SHORT_COMMIT);
}
