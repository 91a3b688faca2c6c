import { parseDuration } from "../text/duration.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";
import { readBaseUrl } from "./destination.ts";
import { readHeaders } from "./headers.ts";
import { readVersions } from "./labels.ts";
import { readModel } from "./model.ts";
import type { Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import type { Auth, Release } from "./settings.ts";

/** The configuration about to ship, from inputs, gate file and environment. */
export function readRelease(
  run: { readonly auth: Auth; readonly needsModel: boolean; readonly broken: boolean },
  reading: Reading,
): Release {
  const written = reading.gate?.content.release;
  refuseKeyAsReference(reading);
  return {
    baseUrl: readBaseUrl(reading),
    model: readModel({ needed: run.needsModel, broken: run.broken }, reading),
    auth: run.auth,
    headers: readHeaders(run.auth, reading),
    ...readVersions(reading),
    fallbackHeader: written?.fallback?.detect?.header ?? null,
    timeoutMs: parseDuration(written?.timeout ?? ""),
    retry:
      written?.retry === undefined ? null : { maxAttempts: written.retry["max-attempts"], on: written.retry.on ?? [] },
    fallbackEnabled: written?.fallback?.enabled ?? null,
    env: written?.env ?? [],
    featureFlag: featureFlag(written?.["feature-flag"]),
    traffic: written?.traffic ?? null,
  };
}

type WrittenFlag = NonNullable<NonNullable<Reading["gate"]>["content"]["release"]>["feature-flag"];

function featureFlag(flag: WrittenFlag): Release["featureFlag"] {
  if (flag === undefined) return null;
  return { name: flag.name, value: String(flag.value), rollbackValue: String(flag["rollback-value"]) };
}

function refuseKeyAsReference({ gate, report }: Reading): void {
  const path = ["release", "api-key-ref"];
  if (gate === null || !hasKeyFormat(gate.content.release?.["api-key-ref"] ?? "")) return;
  report(
    problemAt(
      gate.originOf(path),
      "secret-in-file",
      "looks like the key itself",
      "Rotate the key, then write only where it lives, for example secrets.COMETAPI_KEY.",
    ),
  );
}
