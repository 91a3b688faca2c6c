/** What one family showed of each contract detail that a migration changes (chat-to-responses-migration). */

import { FAMILY } from "../contracts/families.ts";
import { USAGE_FIELDS } from "../contracts/reading.ts";
import { observedIn, type ProbeAnswer, statusOf } from "../evidence/answers.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Topic } from "../evidence/probes.ts";
import type { OpenAiFamily } from "../evidence/vocabulary.ts";
import {
  answerAbout,
  fromPasses,
  inconclusive,
  known,
  open,
  passes,
  refusal,
  type Side,
  valuesOf,
  worstAnswer,
} from "./sides.ts";

/** Reads one detail out of what a family answered in one piece and as a stream; null: that probe was not selected. */
export type Detail = (answers: {
  readonly evidence: Evidence;
  readonly family: OpenAiFamily;
  readonly whole: ProbeAnswer | null;
  readonly stream: ProbeAnswer | null;
}) => Side;

/** Where the family is asked, and whether it is there; "not offered" is seen, too. */
export const endpoint: Detail = ({ family, whole }) => {
  const status = statusOf(whole?.attempt ?? null);
  if (whole === null || status === null) return open(whole);
  const here = whole.verdict.result !== "unsupported" && whole.verdict.category !== "route";
  const { path } = FAMILY[family];
  return known(path, `POST ${path}: ${here ? `answered ${status}` : `not offered (${status})`}`);
};

/** Whether the header that the release sends is taken; its value is never shown. */
export const authorization: Detail = ({ evidence, whole }) => {
  const auth = evidence.release.configuration?.auth ?? "none";
  if (auth === "none") return inconclusive("no credential is sent (release.auth is none)");
  const header = `${auth.header}: ${auth.scheme} (key)`.replace(":  ", ": ");
  if (whole?.verdict.category === "authentication")
    return known("refused", `${header} refused (${statusOf(whole.attempt) ?? "no status"})`);
  return fromPasses(whole, () => known("accepted", `${header} accepted`));
};

/** The fields that are needed, and what comes of leaving out the one that differs, as the case `missing-field` does. */
export const requiredFields: Detail = ({ evidence, family, whole }) => {
  const field = FAMILY[family].content;
  const without = refusal(worstAnswer(evidence, "error-path", family, "missing-field"));
  return fromPasses(whole, () => known(field, `model and ${field} accepted; without ${field}: ${without.text}`));
};

/** Which optional fields the endpoint took. With a request template the team's own fields were sent. */
export const optionalFields: Detail = ({ evidence, family, whole, stream }) =>
  fromPasses(whole, () => {
    const templates = evidence.release.configuration?.templates ?? [];
    if (templates.some((template) => template.family === family))
      return known(family, "accepted as the request template has them, where it could be sent");
    const fields = FAMILY[family].added.flatMap((field) => {
      const attempts = passes(field === "stream_options" ? stream : whole).map(({ attempt }) => attempt);
      if (attempts.length === 0) return [];
      const dropped = attempts.some(({ adaptations }) => adaptations.includes(`dropped:${field}`));
      return [`${field} ${dropped ? "rejected, and left out" : "accepted"}`];
    });
    return known(family, fields.join(", "));
  });

const TEXT_AT: Readonly<Record<OpenAiFamily, string>> = {
  "chat-completions": "text in choices[].message.content",
  responses: "text in output[].content[] of type output_text",
};

/** Where the text is, or what was missing. */
export const responseShape: Detail = ({ family, whole }) => {
  if (passes(whole).length > 0) return fromPasses(whole, () => known(family, `${TEXT_AT[family]}, as documented`));
  const observed = observedIn(whole?.attempt ?? null);
  if (observed?.shape !== false) return open(whole);
  const missing = observed.missing ?? [];
  const what = missing.length === 0 ? (observed.detail ?? "another shape") : `missing ${missing.join(", ")}`;
  return known(`${family} broken`, `not as documented: ${what}`);
};

/** Names of the token counts that were reported; never how many (chat-to-responses-migration: no token counts). */
export const usageFields: Detail = ({ family, whole }) =>
  fromPasses(whole, (observed) => {
    const names = (["input", "output", "total"] as const)
      .filter((count) => observed.some(({ usage }) => (usage?.[count] ?? null) !== null))
      .map((count) => USAGE_FIELDS[family][count]);
    return names.length === 0 ? known("none", "none reported") : known(names.join(), `usage.${names.join(", usage.")}`);
  });

/** The words for "done" that were seen: `finish_reason` there, `status` here. */
export const finishNames: Detail = ({ whole }) =>
  fromPasses(whole, (observed) => {
    const names = valuesOf(observed, ({ finishReason }) => finishReason);
    return names.length === 0
      ? known("none", "the state of the answer is not reported")
      : known([...names].sort().join(), names.join(", "));
  });

/** Names that came back. They are held against each other and never against the configured one. */
export const modelReturned: Detail = ({ whole }) =>
  fromPasses(whole, (observed) => {
    const names = valuesOf(observed, ({ modelReturned: name }) => name);
    if (names.length === 0) return inconclusive("no model name came back");
    return known([...names].sort().join(), names.join(", "));
  });

/** Whether one feature works; `unsupported` is seen, too. Where it fails in both families, they are not the same. */
export const feature =
  (topic: Topic): Detail =>
  ({ evidence, family }) => {
    const answer = answerAbout(evidence, topic, family);
    if (answer === null || answer.attempt === null) return open(answer);
    const { result, category } = answer.verdict;
    const status = statusOf(answer.attempt);
    if (result === "pass") return known("works", "works");
    // The endpoint is not there, which says nothing about the feature.
    if (result === "not_tested") return inconclusive(answer.verdict.reason);
    if (category === "route") return open(answer);
    if (answer.attempt.outcome.kind === "unsupported")
      return known("unsupported", `not supported by this model or channel (${status ?? "no status"})`);
    return known(
      `${answer.verdict.id} ${category}`,
      `failed with ${category ?? "no category"} (${status ?? "no answer"})`,
    );
  };

/** What ended the streams; of streams that all failed, the state in which they ended. */
export const terminalEvent: Detail = ({ family, stream }) => {
  if (passes(stream).length > 0)
    return fromPasses(stream, (observed) => {
      if (family === "chat-completions") {
        const reasons = valuesOf(observed, ({ finishReason }) => finishReason);
        return known("finish_reason", `a chunk with finish_reason ${reasons.join(", ")}`);
      }
      const types = valuesOf(observed, ({ eventTypes }) =>
        ["response.completed", "response.incomplete"].find((type) => (eventTypes?.[type] ?? 0) > 0),
      );
      return known("event", types.length === 0 ? "a terminal event" : types.join(", "));
    });
  const state = observedIn(stream?.attempt ?? null)?.terminalState;
  return state === undefined || state === "http-error" ? open(stream) : known(state, `ended as ${state}`);
};

/** Whether `data: [DONE]` came. */
export const doneMarker: Detail = ({ stream }) =>
  fromPasses(stream, (observed) => {
    const count = observed.filter((one) => one.doneMarker === true).length;
    if (count === observed.length) return known("always", "sent");
    return count === 0
      ? known("never", "not sent")
      : known("sometimes", `sent in ${count} of ${observed.length} streams`);
  });

/** Types of the events; documented names only (others are counted as `other` in the evidence). */
export const eventNames: Detail = ({ stream }) =>
  fromPasses(stream, (observed) => {
    const types = [...new Set(observed.flatMap(({ eventTypes }) => Object.keys(eventTypes ?? {})))];
    if (types.length === 0) return inconclusive("no types of events were kept");
    const unnamed = observed.some(({ notes }) => notes?.includes("event-name-missing"));
    return known([...types].sort().join(), `${types.join(", ")}${unnamed ? " (without event: lines)" : ""}`);
  });
