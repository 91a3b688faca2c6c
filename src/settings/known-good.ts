import { MODES, type Mode } from "../evidence/vocabulary.ts";
import type { KnownGoodSource } from "../known-good/source.ts";
import { shown } from "../text/shown.ts";
import { readChoice } from "./choice.ts";
import { DEFAULT_GATE_FILE } from "./gate-file.ts";
import { readAllowedHosts } from "./hosts.ts";
import { DEFAULT_CREATOR, parseSource } from "./known-good-source.ts";
import { given, pick, type Reading } from "./precedence.ts";
import { nameOf, problemAt } from "./problem.ts";
import type { Credential, KnownGoodSettings } from "./settings.ts";

/** What the gate is asked to do; `gate` unless the workflow says otherwise. */
export function readMode(reading: Reading): Mode {
  return readChoice(pick(reading, { input: "mode" }), MODES, reading.report) ?? "gate";
}

/** Where the previous known-good is, and how it may be used (product.md, `known-good`; decision.md, "Rehearsal"). */
export function readKnownGood(
  mode: Mode,
  environment: string | null,
  credential: Credential | null,
  reading: Reading,
): KnownGoodSettings {
  const { content } = reading.gate ?? { content: null };
  const source = readSource(mode, environment, reading);
  return {
    source,
    creator: content?.deployments?.creator ?? DEFAULT_CREATOR,
    rehearse: content?.rehearse ?? false,
    credential,
    // Its problems are reported where the base URL is read.
    allowedHosts: [...readAllowedHosts({ ...reading, report: () => undefined })],
  };
}

/** Modes that read or write a record and cannot do without: where it is, and whose it is. */
const NEEDS_RECORD: readonly Mode[] = ["verify-rollback", "record"];

function readSource(mode: Mode, environment: string | null, reading: Reading): KnownGoodSource | null {
  const found = pick(reading, { input: "known-good", gate: ["known-good"] });
  const origin = found?.origin ?? ({ kind: "input", name: "known-good" } as const);
  const refuse = (code: string, what: string, help: string) => reading.report(problemAt(origin, code, what, help));
  if (NEEDS_RECORD.includes(mode) && environment === null) {
    reading.report(
      problemAt(
        { kind: "input", name: "environment" },
        "missing-environment",
        `is needed for mode ${mode}`,
        "Name the environment whose release it is, for example production.",
      ),
    );
  }
  if (found === null) {
    if (NEEDS_RECORD.includes(mode))
      refuse(
        "missing-known-good",
        `is needed for mode ${mode}`,
        mode === "record" ? "Write file:PATH or deployments." : "Write file:PATH, git:REF or deployments.",
      );
    return null;
  }
  const parsed = parseSource(found.value, given(reading.source.inputs["gate-file"]) ?? DEFAULT_GATE_FILE);
  if (!parsed.ok) {
    refuse("invalid-value", `cannot be ${shown(found.value)}`, parsed.problem.help);
    return null;
  }
  const { source } = parsed;
  if (environment === null && mode === "gate")
    reading.warn(
      `${nameOf(origin)} is not read: without an environment the run is a check, and the way back is not judged.`,
    );
  if (mode === "record" && source.kind !== "file" && source.kind !== "deployments") {
    refuse("record-needs-a-place", `${source.kind} cannot be written to`, "Write file:PATH or deployments.");
  } else if (mode === "verify-rollback" && source.kind === "none") {
    refuse(
      "missing-known-good",
      "is none, so there is no restored release to verify",
      "Write file:PATH, git:REF or deployments.",
    );
  }
  return source;
}
