import type { DocsPage } from "../evidence/docs.ts";
import type { Check } from "../evidence/evidence.ts";
import type { Settings } from "../settings/settings.ts";

/** To be written. */
export async function checkDocs(
  _settings: Settings,
  _cancelled: AbortSignal,
): Promise<{ readonly check: Check; readonly pages: readonly DocsPage[] } | null> {
  return null;
}
