/**
 * Items about what is released, sent, logged and written down of it (release-and-rollback-checklist, "Pre-flight
 * checklist").
 */

import type { DerivedItem, Gap, PreflightBasis } from "../evidence/preflight.ts";
import { LEAK_RULES } from "../evidence/request-template.ts";
import type { Settings } from "../settings/settings.ts";
import { formatDuration } from "../text/duration.ts";
import { isObject, parseJson } from "../text/json.ts";
import { isPlaceholder } from "../text/placeholder.ts";
import { checked, type ItemRule, missing, notTested } from "./item.ts";

/** The items, each with what the gate holds it against. */
export const CONFIGURATION_ITEMS = {
  /** The base URL is set in one place: nowhere else differently, and not written into a request template. */
  "base-url": ({ release, template, readinessPlaces }) => {
    const places = readinessPlaces?.baseUrls ?? [];
    const [first, ...others] = places;
    const differing = others.filter(({ url }) => url !== first?.url);
    if (first !== undefined && differing.length > 0) {
      const also = differing.map(({ place, url }) => (url === null ? `again in ${place}` : `differently in ${place}`));
      return missing(`is set by ${first.place}, and ${also.join(", ")}`, "Keep one of them.");
    }
    const host = URL.parse(release.baseUrl)?.host.toLowerCase();
    const holding = (template?.templates ?? []).filter(
      ({ text }) => host !== undefined && text.toLowerCase().includes(host),
    );
    if (holding.length > 0) {
      const what = `its host is hard-coded in ${holding.map(({ path }) => path).join(", ")}`;
      return missing(what, "Take the address out of the request template; the configuration gives it.");
    }
    if (first === undefined) return checked("the built-in default, given nowhere else");
    const same = others.length === 0 ? "" : `, and the same in ${others.map(({ place }) => place).join(", ")}`;
    return checked(`set by ${first.place}${same}`);
  },

  /** The model comes from the configuration and from nowhere else. */
  model: (settings, seen) => {
    if (settings.release.model === "") return notTested("nothing that was selected needs a model");
    const holding = hardCoded(settings, seen);
    if (holding.length === 0) return checked("comes from the configuration");
    const what = `another one is hard-coded in ${[...new Set(holding)].join(", ")}`;
    return missing(what, "Take the model from the configuration, or release the one that is written there.");
  },

  /** The application's own timeout is explicit. */
  timeout: ({ release }) =>
    release.timeoutMs === null
      ? missing("the application's timeout is not explicit", "Declare release.timeout in the gate file.")
      : checked(formatDuration(release.timeoutMs)),

  /** The application's own retry policy is explicit. */
  retry: ({ release: { retry: policy } }) => {
    if (policy === null)
      return missing("the application's retry policy is not explicit", "Declare release.retry in the gate file.");
    const on = policy.on.length === 0 ? "" : ` on ${policy.on.join(", ")}`;
    return checked(`at most ${policy.maxAttempts} attempts${on}`);
  },

  /** Where the key lives is written down; the gate refuses a key that stands in a file. */
  "secret-path": ({ release }) => {
    if (release.auth === "none") return notTested("the endpoint takes no key");
    if (release.apiKeyRef !== null) return checked(release.apiKeyRef);
    return missing(
      "where the key lives is not declared",
      "Declare release.api-key-ref in the gate file, never the key.",
    );
  },

  /** No real prompt, personal data or secret is in what the gate sends as a test. */
  payload: ({ template, probes }, { checks }) => {
    const check = checks.find(({ id }) => id === "template");
    const leaks = (check?.findings ?? []).filter(
      ({ rule, severity }) => LEAK_RULES.some((leak) => leak === rule) && severity !== "advisory",
    );
    if (leaks.length > 0) {
      const kinds = new Set(leaks.map(({ rule }) => rule.replace("-", " ")));
      const what = `${[...kinds].join(" and ")} in the request template`;
      return missing(what, "Take it out; the finding names file and line.");
    }
    const own =
      (template?.templates.length ?? 0) > 0
        ? "of the request template only the fields are sent, with a harmless prompt"
        : "only the gate's own harmless prompt is sent";
    return checked(
      [
        own,
        ...(check === undefined ? [] : ["the template check found no secret and no personal data"]),
        ...(probes.some(({ id }) => id === "app") ? ["the body of the app probe is sent as the gate file has it"] : []),
      ].join("; "),
    );
  },

  /** Logs hold no authorization header and no body: what the log check of this run says. */
  redaction: (_settings, { checks }) => {
    const check = checks.find(({ id }) => id === "logs");
    if (check?.result === "pass") return checked("the log check passed");
    if (check?.result === "fail")
      return missing("the log check failed", "See its findings, disable raw body logging and verify the redaction.");
    return notTested("no log check in this run");
  },

  /** The fields of the decision record that only people or the workflow can give are there. */
  "decision-record": ({ labels, release }) => {
    // A check decides about no change, so there is no change to name.
    if (labels.environment === null) return notTested("a check; only a release has a change to record");
    const given: readonly (readonly [string, string | null])[] = [
      ["change-id", labels.changeId],
      ["deployment-version", labels.deploymentVersion],
      ["config-version", release.configVersion],
      // Without a key there is no secret that could have a version.
      ["secret-version", release.auth === "none" ? "none" : release.secretVersion],
      ["reviewer", labels.reviewer],
    ];
    const gaps = given
      .filter(([, value]) => value === null)
      .map(
        ([name]): Gap => ({
          what: `no ${name}`,
          help: `Give the input ${name}${name.endsWith("-version") ? `, or release.${name} in the gate file` : ""}.`,
          // A nightly run has no reviewer, and is no worse for it.
          severity: name === "reviewer" ? "advisory" : "hold",
        }),
      );
    return gaps.length === 0 ? checked("complete") : { kind: "missing", gaps };
  },
} satisfies Readonly<Partial<Record<DerivedItem, ItemRule>>>;

/** Request templates with another model: what the static check found where it ran, which knows what is waived. */
function hardCoded({ template, release }: Settings, { checks }: PreflightBasis): readonly string[] {
  const check = checks.find(({ id }) => id === "template");
  if (check !== undefined) {
    return check.findings
      .filter(({ rule, severity }) => rule === "hard-coded-model" && severity !== "advisory")
      .map(({ file }) => file ?? "a request template");
  }
  return (template?.templates ?? [])
    .filter(({ text }) => {
      const body = parseJson(text);
      const written = isObject(body) ? body.model : undefined;
      return typeof written === "string" && written !== release.model && !isPlaceholder(written);
    })
    .map(({ path }) => path);
}
