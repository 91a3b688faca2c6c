import type { AppSettings } from "../../evidence/app.ts";
import type { Mode } from "../../evidence/vocabulary.ts";
import { DECEPTIVE, hasPlainHost, isLoopback } from "../../text/base-url.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { AppSchema } from "../gate-file/probes-schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { expectationsOf } from "./app-expectations.ts";
import { headerSection } from "./headers.ts";
import type { Release } from "./release.ts";
import type { SecretVariables } from "./sent-values.ts";
import { noSecrets } from "./untrusted.ts";

/** What asking the application depends on beside the document. */
export interface AppContext extends Pick<SettingsSource, "sandbox" | "untrusted"> {
  readonly release: Release;
  readonly mode: Mode;
  /** The gate file has problems: whether it describes an application cannot be told. */
  readonly broken: boolean;
  readonly hosts: ReadonlySet<string>;
  readonly variables: SecretVariables;
}

/** The application to ask; null where its URL is missing or refused. The sandbox has one of its own. */
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
  const fromEnvironment = Object.values(section.headers ?? {}).flatMap((value) =>
    typeof value === "string" ? [] : [value["from-env"]],
  );
  if (untrusted === "no-secrets" && fromEnvironment.some((name) => nonBlank(variables.env[name]) === undefined))
    yield noSecrets("the application cannot be asked without the headers of probes.app");
  const headers = yield* headerSection("probes.app.headers", section.headers ?? {}, document, variables);
  const url = yield* appUrlOf(section.url, originOf("url"), fromEnvironment.length > 0, hosts);
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

type Refusal = readonly [code: string, what: string, help: string];

/**
 * The URL of the application's route; null with a problem, which never repeats the URL: its query may hold anything.
 * @param secretHeaders whether header values from the environment are sent there, which only `allowed` hosts may receive
 * @param words what a problem with it is called, and how it is written (@defaultValue those of the application)
 */
export function* appUrlOf(
  text: string,
  origin: Origin,
  secretHeaders: boolean,
  allowed: ReadonlySet<string>,
  words = { code: "invalid-app-url", like: "Write it like https://app.example/api/chat." },
): Rule<URL | null> {
  const url = parse(text.trim());
  const refusal: Refusal | null = hasKeyFormat(text)
    ? ["secret-in-file", "holds what looks like a key", "Rotate it, then send it as a header: from-env."]
    : typeof url === "string"
      ? [words.code, url, words.like]
      : secretHeaders
        ? unfitForSecrets(url, allowed, words.code)
        : null;
  if (refusal !== null) yield problemAt(origin, ...refusal);
  return refusal !== null || typeof url === "string" ? null : url;
}

/** Why header values from the environment must not be sent there; null: they may. */
function unfitForSecrets(
  { protocol, hostname, host }: URL,
  allowed: ReadonlySet<string>,
  code: string,
): Refusal | null {
  if (protocol === "http:" && !isLoopback(hostname))
    return [
      code,
      "must begin with https://: over plain http everybody on the way can read the header values",
      "Write https://, or send no header value from the environment.",
    ];
  if (allowed.has(host)) return null;
  return [
    "host-not-allowed",
    `sends header values from the environment to "${host}", which the workflow does not allow`,
    "If that is right, add the host to the input allowed-hosts.",
  ];
}

/** The URL, or what is wrong with the text. */
function parse(text: string): URL | string {
  if (DECEPTIVE.test(text)) return "has white space, a backslash or control characters inside";
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//i.test(text)) return "must be a URL that begins with https://";
  if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/?#]*@/.test(text))
    return "carries a user name or password: send them as a header";
  if (text.includes("#")) return "has a fragment, which is never sent";
  return hasPlainHost(url) ? url : "has no usable host name";
}
