import { createHash, randomBytes } from "node:crypto";
import type { Labels } from "../settings/settings.ts";

/** When a run began, and its id. */
export interface RunIdentity {
  /** `<UTC timestamp>-<8 hex>`: sorts by time and never collides between legs. */
  readonly id: string;
  readonly startedAt: Date;
}

/** The identity of a run that begins now, or began at the given time. */
export function identify(startedAt: Date): RunIdentity {
  const timestamp = startedAt
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:]/g, "");
  return { id: `${timestamp}-${randomBytes(4).toString("hex")}`, startedAt };
}

/** Hexadecimal digits of a trace id (W3C Trace Context, `trace-id`). */
const TRACE_ID_DIGITS = 32;

/**
 * The trace id that `app` sends and `logs` looks for. All steps and jobs of one workflow run share it, because the logs of
 * one step are read by a later one; outside a workflow every run has its own.
 */
export function traceIdOf(
  { id }: RunIdentity,
  { repository, workflowRun }: Pick<Labels, "repository" | "workflowRun">,
) {
  const shared = workflowRun === null ? id : `${repository ?? ""} ${workflowRun}`;
  return createHash("sha256").update(`release-gate trace ${shared}`).digest("hex").slice(0, TRACE_ID_DIGITS);
}
