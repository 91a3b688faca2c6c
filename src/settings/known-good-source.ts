import type { KnownGoodSource } from "../known-good/source.ts";
import { type Problem, problem } from "../text/problem.ts";
import { shown } from "../text/shown.ts";
import { isRef, isRepositoryPath } from "./git-names.ts";

/** Who writes records: the login of a job's own token. */
export const DEFAULT_CREATOR = "github-actions[bot]";

/** A source, or what is wrong with the text that names one. */
export type ParsedSource =
  | { readonly ok: true; readonly source: KnownGoodSource }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Reads the value of `known-good`: `file:PATH`, `git:REF`, `git:REF:PATH`, `deployments` or `none` (product.md, "Inputs").
 * @param gateFile path that `git:REF` means, from the root of the repository
 */
export function parseSource(text: string, gateFile: string): ParsedSource {
  const [kind = "", ...rest] = text.trim().split(":");
  const where = rest.join(":").trim();
  if (where === "" && (kind === "none" || kind === "deployments") && rest.length === 0)
    return { ok: true, source: { kind } };
  if (kind === "file" && where !== "" && !/[\p{Cc}\p{Cf}]/u.test(where))
    return { ok: true, source: { kind, path: where } };
  if (kind === "git") {
    const [ref = "", ...path] = where.split(":");
    const source = {
      kind,
      ref,
      path: (path.length === 0 ? gateFile : path.join(":")).replace(/^(\.\/)+/, ""),
    } as const;
    if (isRef(ref) && isRepositoryPath(source.path)) return { ok: true, source };
  }
  return {
    ok: false,
    problem: problem(
      "invalid-known-good",
      `known-good cannot be ${shown(text.trim())}`,
      "Write file:PATH, git:REF, git:REF:PATH (a branch, a tag or a commit; a path from the repository's root), deployments, or none.",
    ),
  };
}
