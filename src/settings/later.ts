import { type Origin, problemAt, type Report } from "./problem.ts";

/** Something that the published interface has and this version cannot do. */
interface Later {
  readonly at: "input" | "gate-file" | "probe" | "report";
  /** Input name, gate file path with dots, probe id, or report. */
  readonly name: string;
  /** Values that need no missing capability. */
  readonly accepts: readonly (string | boolean)[];
}

/**
 * All that is published and not built yet. Asking for it is refused by name, never ignored (product.md, "Gate file" and
 * "Inputs"). A capability that arrives deletes its lines here and nothing else.
 */
export const LATER: readonly Later[] = [
  { at: "input", name: "comment", accepts: ["never"] },
  { at: "input", name: "issue", accepts: ["never"] },
  { at: "gate-file", name: "comment", accepts: ["never"] },
  { at: "gate-file", name: "issue", accepts: ["never"] },
  { at: "gate-file", name: "probes.app", accepts: [] },
  { at: "gate-file", name: "probes.logs", accepts: [] },
  { at: "gate-file", name: "docs", accepts: [] },
  { at: "probe", name: "docs", accepts: [] },
  { at: "probe", name: "app", accepts: [] },
  { at: "probe", name: "logs", accepts: [] },
  { at: "report", name: "migration-report", accepts: [] },
];

/** The entry for something that is not available yet, or null. */
export function findLater(at: Later["at"], name: string): Later | null {
  return LATER.find((entry) => entry.at === at && entry.name === name) ?? null;
}

/** True when this version cannot do what the value asks for. */
export function isLater(at: Later["at"], name: string, value: unknown): boolean {
  const entry = findLater(at, name);
  return entry !== null && !entry.accepts.some((accepted) => accepted === value);
}

/** Which values of an input this version takes, as a sentence for `action.yml` and the README; null: all. */
export function laterNote(name: string): string | null {
  const entry = findLater("input", name);
  if (entry === null) return null;
  return entry.accepts.length === 0
    ? "Not available in this version."
    : `This version accepts only \`${entry.accepts.join("`, `")}\`.`;
}

/** Reports a value that asks for a missing capability; true when it did. */
export function refuseLater(at: "input" | "gate-file", name: string, value: unknown, origin: Origin, report: Report) {
  if (!isLater(at, name, value)) return false;
  const accepts = findLater(at, name)?.accepts ?? [];
  const instead = accepts.length === 0 ? "Remove it" : `Write ${accepts.join(" or ")}, or remove it`;
  report(
    problemAt(
      origin,
      "not-available-yet",
      "asks for something that this version of the gate cannot do yet",
      `${instead}; nothing that you ask for is silently left out.`,
    ),
  );
  return true;
}
