/** What an application reads in an answer, streamed or not, family by family. */
import { observedIn, type ProbeAnswer, statusOf } from "../evidence/answers.ts";
import type { Observation } from "../evidence/attempt.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Topic } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { answerAbout, fromPasses, known, open, passes, type Side, valuesOf } from "./sides.ts";

const TEXT_AT: Readonly<Record<Family, string>> = {
  "chat-completions": "text in choices[].message.content",
  responses: "text in output[].content[] of type output_text",
};

/** Where the text is, or what was missing. */
export function responseShape(family: Family, happy: ProbeAnswer | null): Side {
  if (passes(happy).length > 0) return fromPasses(happy, () => known(family, `${TEXT_AT[family]}, as documented`));
  const observed = observedIn(happy?.attempt ?? null);
  if (observed?.shape !== false) return open(happy);
  const missing = observed.missing ?? [];
  const what = missing.length === 0 ? (observed.detail ?? "another shape") : `missing ${missing.join(", ")}`;
  return known(`${family} broken`, `not as documented: ${what}`);
}

const USAGE: Readonly<Record<Family, Readonly<Record<keyof NonNullable<Observation["usage"]>, string>>>> = {
  "chat-completions": { input: "prompt_tokens", output: "completion_tokens", total: "total_tokens" },
  responses: { input: "input_tokens", output: "output_tokens", total: "total_tokens" },
};

/** Names of the token counts that were reported; never how many (chat-to-responses-migration: no token counts). */
export function usageFields(family: Family, happy: ProbeAnswer | null): Side {
  return fromPasses(happy, (observed) => {
    const names = (["input", "output", "total"] as const)
      .filter((count) => observed.some(({ usage }) => (usage?.[count] ?? null) !== null))
      .map((count) => USAGE[family][count]);
    return names.length === 0 ? known("none", "none reported") : known(names.join(), `usage.${names.join(", usage.")}`);
  });
}

/** The words for "done" that were seen: `finish_reason` there, `status` here. */
export function finishNames(happy: ProbeAnswer | null): Side {
  return fromPasses(happy, (observed) => {
    const names = valuesOf(observed, ({ finishReason }) => finishReason);
    return names.length === 0
      ? known("none", "the state of the answer is not reported")
      : known([...names].sort().join(), names.join(", "));
  });
}

/** Names that came back. They are held against each other and never against the configured one. */
export function modelReturned(happy: ProbeAnswer | null): Side {
  return fromPasses(happy, (observed) => {
    const names = valuesOf(observed, ({ modelReturned: name }) => name);
    if (names.length === 0) return { kind: "open", text: "no model name came back", asked: true };
    return known([...names].sort().join(), names.join(", "));
  });
}

/** Whether one feature works; `unsupported` is seen, too. Where it fails in both families, they are not the same. */
export function feature(evidence: Evidence, topic: Topic, family: Family): Side {
  const answer = answerAbout(evidence, topic, family);
  if (answer === null || answer.attempt === null) return open(answer);
  const { result, category } = answer.verdict;
  const status = statusOf(answer.attempt);
  if (result === "pass") return known("works", "works");
  // The endpoint is not there, which says nothing about the feature.
  if (result === "not_tested") return { kind: "open", text: answer.verdict.reason, asked: true };
  if (category === "route") return open(answer);
  if (answer.attempt.outcome.kind === "unsupported")
    return known("unsupported", `not supported by this model or channel (${status ?? "no status"})`);
  return known(
    `${answer.verdict.id} ${category}`,
    `failed with ${category ?? "no category"} (${status ?? "no answer"})`,
  );
}

/** What ended the streams; of streams that all failed, the state in which they ended. */
export function terminalEvent(family: Family, stream: ProbeAnswer | null): Side {
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
}

/** Whether `data: [DONE]` came. */
export function doneMarker(stream: ProbeAnswer | null): Side {
  return fromPasses(stream, (observed) => {
    const count = observed.filter((one) => one.doneMarker === true).length;
    if (count === observed.length) return known("always", "sent");
    return count === 0
      ? known("never", "not sent")
      : known("sometimes", `sent in ${count} of ${observed.length} streams`);
  });
}

/** Types of the events; documented names only (others are counted as `other` in the evidence). */
export function eventNames(stream: ProbeAnswer | null): Side {
  return fromPasses(stream, (observed) => {
    const types = [...new Set(observed.flatMap(({ eventTypes }) => Object.keys(eventTypes ?? {})))];
    if (types.length === 0) return { kind: "open", text: "no types of events were kept", asked: true };
    const unnamed = observed.some(({ notes }) => notes?.includes("event-name-missing"));
    return known([...types].sort().join(), `${types.join(", ")}${unnamed ? " (without event: lines)" : ""}`);
  });
}
