import { isLoopback } from "../../text/base-url.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";

type Refusal = readonly [code: string, what: string, help: string];

/**
 * The URL of the application's route; null with a problem, which never repeats the URL: its query may hold anything.
 * @param secretHeaders a header value that came from the environment is sent there
 * @param allowed hosts that may receive one
 */
export function* appUrlOf(
  text: string,
  origin: Origin,
  secretHeaders: boolean,
  allowed: ReadonlySet<string>,
): Rule<URL | null> {
  const url = parse(text.trim());
  const refusal: Refusal | null = hasKeyFormat(text)
    ? ["secret-in-file", "holds what looks like a key", "Rotate it, then send it as a header: from-env."]
    : typeof url === "string"
      ? ["invalid-app-url", url, LIKE]
      : secretHeaders
        ? unfitForSecrets(url, allowed)
        : null;
  if (refusal !== null) yield problemAt(origin, ...refusal);
  return refusal !== null || typeof url === "string" ? null : url;
}

/** Why header values from the environment must not be sent there; null: they may. */
function unfitForSecrets({ protocol, hostname, host }: URL, allowed: ReadonlySet<string>): Refusal | null {
  if (protocol === "http:" && !isLoopback(hostname))
    return [
      "invalid-app-url",
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

const LIKE = "Write it like https://app.example/api/chat.";

/** The URL, or what is wrong with the text. */
function parse(text: string): URL | string {
  // The URL parser drops line breaks, and reads a backslash as a slash: both hide where a request really goes.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text)) return "has white space, a backslash or control characters inside";
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//i.test(text)) return "must be a URL that begins with https://";
  if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/?#]*@/.test(text))
    return "carries a user name or password: send them as a header";
  if (text.includes("#")) return "has a fragment, which is never sent";
  // Everything else is a placeholder or a typing error that the URL parser is too kind to refuse.
  return /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname) ? url : "has no usable host name";
}
