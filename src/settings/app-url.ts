import { isLoopback } from "../text/base-url.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";
import { readAllowedHosts } from "./hosts.ts";
import type { Reading } from "./precedence.ts";
import { type Origin, problemAt } from "./problem.ts";

/**
 * The URL of the application's route; null with a problem, which is then reported and never repeats the URL: its query
 * may hold anything.
 *
 * @param secretHeaders a header value that came from the environment is sent there
 */
export function readAppUrl(text: string, origin: Origin, secretHeaders: boolean, reading: Reading): URL | null {
  const refuse = (code: string, what: string, help: string) => {
    reading.report(problemAt(origin, code, what, help));
    return null;
  };
  if (hasKeyFormat(text))
    return refuse("secret-in-file", "holds what looks like a key", "Rotate it, then send it as a header: from-env.");
  const url = parse(text.trim());
  if (typeof url === "string") return refuse("invalid-app-url", url, LIKE);
  if (url.protocol === "http:" && !isLoopback(url.hostname) && secretHeaders)
    return refuse(
      "invalid-app-url",
      "must begin with https://: over plain http everybody on the way can read the header values",
      "Write https://, or send no header value from the environment.",
    );
  // Its problems are reported where the base URL is read.
  const allowed = readAllowedHosts({ ...reading, report: () => undefined });
  if (secretHeaders && !allowed.has(url.host))
    return refuse(
      "host-not-allowed",
      `sends header values from the environment to "${url.host}", which the workflow does not allow`,
      "If that is right, add the host to the input allowed-hosts.",
    );
  return url;
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
