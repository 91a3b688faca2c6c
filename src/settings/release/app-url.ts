import { DECEPTIVE, hasPlainHost, isLoopback } from "../../text/base-url.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { nonBlank } from "../../text/non-blank.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { allowedHostsLine } from "./destination.ts";
import type { DeclaredValue, SecretVariables } from "./sent-values.ts";
import { noSecrets } from "./untrusted.ts";

/**
 * The address that the workflow gives for the deployed service; null: none, or one with a problem. The runner hands over
 * an input that was never written and one whose expression came to nothing alike, as an empty text.
 */
export interface AppAddress {
  readonly url: URL | null;
  /** It was given, and cannot be used: what depends on it is no second mistake. */
  readonly broken: boolean;
}

/** The input `app-url`. */
export function* appAddressOf({ values, originOf }: SettingsDocument): Rule<AppAddress> {
  const text = values.step?.["app-url"]?.trim();
  if (text === undefined) return { url: null, broken: false };
  const origin = originOf("step.app-url");
  if (NOTHING.test(text)) {
    yield problemAt(origin, "invalid-app-url", "holds no address: the step that was to give it gave none", EMPTY);
    return { url: null, broken: true };
  }
  const url = yield* usableUrlOf(text, origin, OF_ADDRESS);
  return { url, broken: url === null };
}

const OF_ADDRESS: UrlWords = {
  code: "invalid-app-url",
  like: "Write the whole address, as in https://app.example.",
};

/** What tools print for a value that is not there. */
const NOTHING = /^(null|undefined|none|nil)$/i;

const EMPTY = "See the job or step that app-url is read from: whether it ran, and which output it sets.";

/** The URL of a route, from what the gate file writes and what the workflow gives. */
interface RouteUrl {
  /** As the gate file has it; undefined: the address of the workflow is the route's. */
  readonly text: string | undefined;
  readonly origin: Origin;
  readonly address: AppAddress;
  /** The only route there is: an address with a path is then the whole of it. */
  readonly alone: boolean;
}

/**
 * Where a route answers; null with a problem, which never repeats the URL: its query may hold anything. A path is below
 * the input `app-url`, whose scheme, host and port also take the place of those in a whole URL.
 */
export function* routeUrlOf({ text, origin, address, alone }: RouteUrl): Rule<URL | null> {
  const base = address.url;
  const written = text?.trim();
  const isPath = written !== undefined && /^\/(?!\/)/.test(written);
  if (written === undefined || isPath) {
    if (base === null) {
      if (!address.broken) yield problemAt(origin, "missing-app-url", isPath ? PATH_ALONE : "is missing", GIVE);
      return null;
    }
    if (written === undefined) return base;
  }
  const own = yield* usableUrlOf(isPath && base !== null ? `${base.origin}${written}` : written, origin);
  if (own === null || base === null) return own;
  const whole = !isPath && alone && base.pathname !== "/";
  if (whole) return base;
  if (base.search !== "") {
    yield problemAt(
      origin,
      "invalid-app-url",
      "cannot be put below an app-url that has a query",
      "Leave the query out.",
    );
    return null;
  }
  return new URL(`${base.origin}${base.pathname.replace(/\/+$/, "")}${own.pathname}${own.search}`);
}

const PATH_ALONE = "is a path, and the input app-url is empty, so nobody knows whose";
const GIVE =
  "Give the input app-url; where it reads the output of an earlier job, see whether that job ran and set it. Or write the whole URL.";

/** What a problem with a URL is called, and how it is written. */
interface UrlWords {
  readonly code: string;
  readonly like: string;
}

const OF_APP: UrlWords = {
  code: "invalid-app-url",
  like: "Write it like https://app.example/api/chat, or as a path below app-url.",
};

/** A whole URL that can be asked; null with a problem, which never repeats the URL: its query may hold anything. */
export function* usableUrlOf(text: string, origin: Origin, { code, like } = OF_APP): Rule<URL | null> {
  if (hasKeyFormat(text)) {
    const help = "Rotate it, then send it as a header: from-env.";
    yield problemAt(origin, "secret-in-file", "holds what looks like a key", help);
    return null;
  }
  const url = parse(text.trim());
  if (typeof url !== "string") return url;
  yield problemAt(origin, code, url, like);
  return null;
}

/**
 * Variables that header values are read from.
 * @param consequence what a pull request cannot do that has none of them
 */
export function* secretHeaders(
  headers: Readonly<Record<string, DeclaredValue>>,
  { env }: SecretVariables,
  untrusted: SettingsSource["untrusted"],
  consequence: string,
): Rule<readonly string[]> {
  const names = Object.values(headers).flatMap((value) => (typeof value === "string" ? [] : [value["from-env"]]));
  if (untrusted === "no-secrets" && names.some((name) => nonBlank(env[name]) === undefined))
    yield noSecrets(consequence);
  return names;
}

/**
 * Whether header values from the environment may be sent there, or says why not.
 * @param allowed hosts that may receive them
 */
export function* secretHeadersRule(
  { protocol, hostname, host }: URL,
  origin: Origin,
  allowed: ReadonlySet<string>,
  { code } = OF_APP,
): Rule<boolean> {
  if (protocol === "http:" && !isLoopback(hostname)) {
    yield problemAt(
      origin,
      code,
      "must begin with https://: over plain http everybody on the way can read the header values",
      "Write https://, or send no header value from the environment.",
    );
    return false;
  }
  if (allowed.has(host)) return true;
  yield problemAt(
    origin,
    "host-not-allowed",
    `sends header values from the environment to "${host}", which the workflow does not allow`,
    `If that is right, give the step ${allowedHostsLine(host, allowed)}.`,
  );
  return false;
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
