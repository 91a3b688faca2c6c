import type { ProbeRun } from "../evidence/evidence.ts";

/** A probe as reports and log lines name it: in a rehearsal both releases have one of the same key. */
export function probeLabel({ key, subject }: Pick<ProbeRun, "key" | "subject">): string {
  return subject === "candidate" ? key : `known-good ${key}`;
}
