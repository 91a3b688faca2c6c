import type { DocsPage } from "../evidence/docs.ts";
import type { Check } from "../evidence/evidence.ts";
import { FAMILIES } from "../evidence/vocabulary.ts";
import type { RunIdentity } from "../run/identity.ts";
import type { Settings } from "../settings/settings.ts";
import type { World } from "./world.ts";

/*
 * The checks: siblings of the probes that send nothing to the provider (architecture.md). Each is loaded only by a run that
 * selected it: their rule sets and parsers are larger than the rest of the gate.
 */

/** The request templates against the documented fields. */
export async function templateCheck({ template, probes, release, secrets }: Settings): Promise<readonly Check[]> {
  if (template === undefined || !probes.some(({ id }) => id === "template")) return [];
  const { checkTemplates } = await import("../template/check.ts");
  const streamed = { "chat-completions": "chat-stream", responses: "responses-stream" } as const;
  const check = await checkTemplates({
    ...template,
    model: release.model === "" ? null : release.model,
    streaming: FAMILIES.filter((family) => probes.some(({ id }) => id === streamed[family])),
    secrets,
  });
  return [check];
}

/** The reference pages against what was reviewed. */
export async function docsCheck(
  settings: Settings,
  world: World,
): Promise<{ readonly checks: readonly Check[]; readonly docs: readonly DocsPage[] }> {
  if (settings.docs === undefined) return { checks: [], docs: [] };
  const { checkDocs } = await import("../docs/check.ts");
  const found = await checkDocs(settings, world.cancelled);
  return found === null ? { checks: [], docs: [] } : { checks: [found.check], docs: found.pages };
}

/** The exported logs. It runs last: what the probes asked of the application may be in them. */
export async function logsCheck(settings: Settings, world: World, run: RunIdentity): Promise<readonly Check[]> {
  if (settings.logs === undefined) return [];
  const { checkLogs } = await import("../logs/check.ts");
  const check = await checkLogs(settings, run, world.source.workingDirectory, world.cancelled);
  return check === null ? [] : [check];
}
