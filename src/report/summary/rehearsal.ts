import type { Evidence } from "../../evidence/evidence.ts";
import type { ProbeVerdict, RehearsalVerdict } from "../../evidence/verdict.ts";
import { type Column, EMPTY, MAX_ROWS, type Row, rowsAtMost, type Section, type Tone } from "../document.ts";

const COLUMNS: readonly Column[] = [
  { title: "Probe" },
  { title: "This release" },
  { title: "Known-good" },
  { title: "Known-good's reason", wide: true },
];

/** What the two releases together mean (decision.md, the table of "Rehearsal"). */
function meaning({ decision, reasonCode }: Evidence["verdict"], { result, reason }: RehearsalVerdict): string {
  if (result === "not-testable")
    return `The known-good release could not be tested: ${reason}. The way back is unproven.`;
  const known = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  if (result === "good")
    return decision === "rollback" ? `${known} Going back helps.` : `${known} The way back is open.`;
  if (decision !== "rollback") return `${known} The way back is broken: nothing would be left to go back to.`;
  return reasonCode === "rollback-would-not-help"
    ? `${known} This release fails in the same way, so going back would not help.`
    : `${known} This release fails in another way: going back puts one failure in place of another.`;
}

/** `fail authentication 0/2`. */
function outcome(verdict: ProbeVerdict | undefined): string {
  if (verdict === undefined) return EMPTY;
  const { result, category, passes, attempts } = verdict;
  return `${result.replace("_", " ")}${category === null ? "" : ` ${category}`} ${passes}/${attempts}`;
}

const TONES: Readonly<Partial<Record<ProbeVerdict["result"], Tone>>> = { pass: "good", fail: "bad", partial: "warn" };

/** Both releases side by side, probe by probe, and what that means; null where no rehearsal was asked for. */
export function rehearsalSection({ verdict }: Evidence): Section | null {
  const { rehearsal, probes } = verdict;
  if (rehearsal === null) return null;
  const keys = [...new Set([...probes, ...rehearsal.probes].map(({ key }) => key))];
  const rows = keys.map((key): Row => {
    const theirs = rehearsal.probes.find((probe) => probe.key === key);
    const ours = probes.find((probe) => probe.key === key);
    return {
      cells: [key, outcome(ours), outcome(theirs), theirs?.reason ?? EMPTY],
      tone: TONES[theirs?.result ?? "not_tested"] ?? "quiet",
    };
  });
  const table = {
    kind: "table",
    columns: COLUMNS,
    rows: rowsAtMost(rows, MAX_ROWS, COLUMNS.length),
    toneColumn: 2,
  } as const;
  return {
    title: "Rehearsal",
    folded: false,
    sheds: 8,
    blocks: [{ kind: "text", text: meaning(verdict, rehearsal) }, ...(rehearsal.probes.length === 0 ? [] : [table])],
  };
}
