import type { DocsPage } from "../evidence/docs.ts";
import type { Check } from "../evidence/evidence.ts";
import { probeAbout } from "../evidence/probes.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { FAMILIES } from "../evidence/vocabulary.ts";
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
  const check = await checkTemplates({
    ...template,
    model: release.model === "" ? null : release.model,
    streaming: FAMILIES.filter((family) => probes.some(({ id }) => id === probeAbout("stream", family))),
    secrets,
  });
  return [check];
}

/**
 * What is looked at when the probes are done: the reference pages, because reading a large one takes the processor for
 * moments that would count as an endpoint's latency, and the logs, because what the probes asked may be in them.
 */
export async function laterChecks(
  settings: Settings,
  world: World,
  run: RunIdentity,
): Promise<{ readonly checks: readonly Check[]; readonly docs: readonly DocsPage[] }> {
  const pages = settings.docs === undefined ? null : await docsCheck(settings, world);
  const logs = settings.logs === undefined ? null : await logsCheck(settings, world, run);
  return { checks: [pages?.check, logs].filter((check) => check != null), docs: pages?.pages ?? [] };
}

async function docsCheck(settings: Settings, { cancelled }: World) {
  const { checkDocs } = await import("../docs/check.ts");
  return checkDocs(settings, cancelled);
}

async function logsCheck(settings: Settings, { source, cancelled }: World, run: RunIdentity) {
  const { checkLogs } = await import("../logs/check.ts");
  return checkLogs(settings, run, source.workingDirectory, cancelled);
}
