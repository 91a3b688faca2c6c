import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

/** When a run began, and its id. */
export interface RunIdentity {
  /** `<UTC timestamp>-<8 hex>`: sorts by time and never collides between legs. */
  readonly id: string;
  readonly startedAt: Date;
}

/** A run id: UTC timestamp and eight hexadecimal digits. */
const RUN_ID = "\\d{8}T\\d{6}Z-[0-9a-f]{8}";

/** A run id as it stands in a document; with a prefix, the id of a record that derives from it, such as `migration-...`. */
export function runIdSchema(prefix = ""): z.ZodString {
  return z.string().regex(new RegExp(`^${prefix}${RUN_ID}$`));
}

/** The identity of a run that begins now, or began at the given time. */
export function identify(startedAt: Date): RunIdentity {
  const timestamp = startedAt
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:]/g, "");
  return { id: `${timestamp}-${randomBytes(4).toString("hex")}`, startedAt };
}

/** Which workflow run of which repository it is; null outside a workflow. */
export interface WorkflowRunLabels {
  readonly repository: string | null;
  readonly workflowRun: string | null;
}

/** Hexadecimal digits of a trace id (W3C Trace Context, `trace-id`). */
const TRACE_ID_DIGITS = 32;

/**
 * The trace id that `app` sends and `logs` looks for. All steps and jobs of one workflow run share it, because the logs of
 * one step are read by a later one; outside a workflow every run has its own.
 */
export function traceIdOf({ id }: RunIdentity, { repository, workflowRun }: WorkflowRunLabels): string {
  const shared = workflowRun === null ? id : `${repository ?? ""} ${workflowRun}`;
  return createHash("sha256").update(`release-gate trace ${shared}`).digest("hex").slice(0, TRACE_ID_DIGITS);
}
