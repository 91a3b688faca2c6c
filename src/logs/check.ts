import type { Check } from "../evidence/evidence.ts";
import type { RunIdentity } from "../run/identity.ts";
import type { Settings } from "../settings/settings.ts";

/** To be written. */
export async function checkLogs(
  _settings: Settings,
  _run: RunIdentity,
  _workingDirectory: string,
  _cancelled: AbortSignal,
): Promise<Check | null> {
  return null;
}
