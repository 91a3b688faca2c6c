import type { GateFileAtRef } from "../known-good/source.ts";
import { parseGateFile } from "../settings/gate-file/gate-file.ts";
import type { DeclaredKnownGood } from "../settings/release/earlier-runs.ts";
import { releaseInFile } from "../settings/release/release.ts";
import { configurationOf } from "./describe-release.ts";

/**
 * What a gate file of an earlier commit says of the release that it describes, completed by what the workflow declares of
 * it. Its configuration is built as the candidate's is, so that equal gate files have equal digests.
 */
export function describeGateFile(
  path: string,
  text: string,
  declared: DeclaredKnownGood = { baseUrl: null, model: null },
): GateFileAtRef {
  const { gate, problems } = parseGateFile(path, text);
  if (gate === null) return { kind: "invalid", why: problems[0]?.message ?? "it is not valid" };
  const { release = {} } = gate.content;
  const found = releaseInFile(release, declared);
  return {
    kind: "valid",
    environment: release.environment ?? null,
    templates: release["request-templates"] ?? {},
    release:
      "missing" in found
        ? found
        : {
            configuration: configurationOf(found.release, (value) => value ?? null),
            secretVersion: found.release.secretVersion,
          },
  };
}
