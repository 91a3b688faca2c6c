import type { AppSettings, ReleaseHeader } from "../evidence/app.ts";
import type { SelectedProbe } from "../evidence/probes.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";
import { problem } from "../text/problem.ts";
import { type ReleaseInMode, readExpectations } from "./app-expectations.ts";
import type { AppSection } from "./app-schema.ts";
import { readAppUrl } from "./app-url.ts";
import { readAllowedVariables, readHeaderSection } from "./headers.ts";
import { given, type Reading } from "./precedence.ts";
import { type Origin, problemAt } from "./problem.ts";

/**
 * The application to ask; absent where `app` is not selected. The sandbox has an application of its own, and a run
 * against it asks no other.
 */
export function readApp(
  probes: readonly SelectedProbe[],
  run: ReleaseInMode & { readonly broken: boolean },
  reading: Reading,
): { readonly app?: AppSettings } {
  if (!probes.some(({ id }) => id === "app")) return {};
  const { gate, source } = reading;
  const section = source.sandbox === null ? gate?.content.probes?.app : source.sandbox.app;
  if (section?.url === undefined) {
    if (!run.broken) reading.report(missing());
    return {};
  }
  const originOf = (path: readonly string[]): Origin =>
    gate === null || source.sandbox !== null ? PROBES : gate.originOf(["probes", "app", ...path]);
  const headers = readAppHeaders(section, reading);
  const secretHeaders = Object.values(section.headers ?? {}).some((value) => typeof value !== "string");
  const url = readAppUrl(section.url, originOf(["url"]), secretHeaders, reading);
  const { body } = section;
  const method = section.method ?? (body === undefined ? "GET" : "POST");
  if (method === "GET" && body !== undefined)
    reading.report(problemAt(originOf(["method"]), "body-with-get", "is GET, which has no body", "Write POST."));
  if (hasKeyFormat(JSON.stringify(body) ?? ""))
    reading.report(
      problemAt(originOf(["body"]), "secret-in-file", "holds what looks like a key", "Rotate it, then remove it."),
    );
  const expect = readExpectations(section.expect ?? {}, run, (path) => originOf(["expect", ...path]), reading.report);
  if (url === null) return {};
  const asked = { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, expect };
  return { app: body === undefined ? asked : { ...asked, body } };
}

const PROBES: Origin = { kind: "input", name: "probes" };

function missing() {
  return problemAt(
    PROBES,
    "missing-app",
    "selects app, and the gate file does not say where the deployed service answers",
    "Add probes.app with url: https://... to the gate file, or remove app from the input probes.",
  );
}

/** The headers of the request. A pull request from a fork has no secrets, and must not be blamed for it. */
function readAppHeaders({ headers = {} }: AppSection, reading: Reading): readonly ReleaseHeader[] {
  // A name in `allowed-env` that is none is reported where the headers of the release are read.
  const allowed = readAllowedVariables({ ...reading, report: () => undefined });
  const withheld = Object.values(headers).some(
    (value) => typeof value !== "string" && given(reading.source.env[value["from-env"]]) === undefined,
  );
  if (withheld && reading.source.untrusted === "no-secrets")
    reading.report(
      problem(
        "no-secrets",
        "this pull request comes from a fork or from Dependabot and has no access to secrets: the application cannot be asked without the headers of probes.app",
        "Run the live probes after the merge, or let a maintainer run them from a branch of this repository.",
      ),
    );
  return readHeaderSection(
    { path: ["probes", "app", "headers"], written: headers, refusal: () => null },
    allowed,
    reading,
  );
}
