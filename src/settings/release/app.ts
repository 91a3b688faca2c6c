import type { AppSettings } from "../../evidence/app.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { problem } from "../../text/problem.ts";
import { type AppContent, AppSchema } from "../gate-file/app-schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { expectationsOf, type ReleaseInMode } from "./app-expectations.ts";
import { appUrlOf } from "./app-url.ts";
import { type HeaderVariables, headerSection } from "./headers.ts";

/** What asking the application depends on beside the document. */
interface AppContext extends ReleaseInMode, Pick<SettingsSource, "sandbox" | "untrusted"> {
  /** The gate file has problems: whether it describes an application cannot be told. */
  readonly broken: boolean;
  readonly hosts: ReadonlySet<string>;
  readonly variables: HeaderVariables;
}

/**
 * The application to ask; null where its URL is missing or refused. The sandbox has an application of its own, and a run
 * against it asks no other.
 */
export function* appOf(document: SettingsDocument, context: AppContext): Rule<AppSettings | null> {
  const { sandbox, untrusted, hosts, variables } = context;
  const section = sandbox === null ? document.values.probes?.app : AppSchema.parse(sandbox.app ?? {});
  if (section?.url === undefined) {
    if (!context.broken)
      yield problemAt(
        document.originOf("step.probes"),
        "missing-app",
        "selects app, and the gate file does not say where the deployed service answers",
        "Add probes.app with url: https://... to the gate file, or remove app from the input probes.",
      );
    return null;
  }
  const originOf = (...path: readonly string[]): Origin => document.originOf("probes.app", ...path);
  if (untrusted === "no-secrets" && lacksVariables(section, variables.env)) yield withheld();
  const headers = yield* headerSection("probes.app.headers", section.headers ?? {}, document, variables);
  const secretHeaders = Object.values(section.headers ?? {}).some((value) => typeof value !== "string");
  const url = yield* appUrlOf(section.url, originOf("url"), secretHeaders, hosts);
  const { body } = section;
  const method = section.method ?? (body === undefined ? "GET" : "POST");
  if (method === "GET" && body !== undefined)
    yield problemAt(originOf("method"), "body-with-get", "is GET, which has no body", "Write POST.");
  if (hasKeyFormat(JSON.stringify(body) ?? ""))
    yield problemAt(originOf("body"), "secret-in-file", "holds what looks like a key", "Rotate it, then remove it.");
  const expect = yield* expectationsOf(section.expect ?? {}, context, (...path) => originOf("expect", ...path));
  if (url === null) return null;
  const asked = { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, expect };
  return body === undefined ? asked : { ...asked, body };
}

/** Whether a header is to be read from a variable that is not there. */
function lacksVariables({ headers = {} }: AppContent, env: SettingsSource["env"]): boolean {
  return Object.values(headers).some(
    (value) => typeof value !== "string" && nonBlank(env[value["from-env"]]) === undefined,
  );
}

/** A pull request from a fork has no secrets, and must not be blamed for it. */
function withheld() {
  return problem(
    "no-secrets",
    "this pull request comes from a fork or from Dependabot and has no access to secrets: the application cannot be asked without the headers of probes.app",
    "Run the live probes after the merge, or let a maintainer run them from a branch of this repository.",
  );
}
