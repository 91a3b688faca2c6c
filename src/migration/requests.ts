/** What each family takes in a request: path, credential and fields. */
import { CHAT_COMPLETIONS_PATH } from "../contracts/chat-completions.ts";
import { RESPONSES_PATH } from "../contracts/responses.ts";
import { type ProbeAnswer, statusOf } from "../evidence/answers.ts";
import type { Adaptation } from "../evidence/attempt.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { fromPasses, known, open, passes, refusal, type Side, worstAnswer } from "./sides.ts";

const PATHS: Readonly<Record<Family, string>> = {
  "chat-completions": CHAT_COMPLETIONS_PATH,
  responses: RESPONSES_PATH,
};

/** The field without which nothing can be answered, and which the case `missing-field` leaves out. */
const CONTENT_FIELD: Readonly<Record<Family, string>> = { "chat-completions": "messages", responses: "input" };

/** Where the family is asked, and whether it is there; "not offered" is seen, too. */
export function endpoint(family: Family, happy: ProbeAnswer | null): Side {
  const status = statusOf(happy?.attempt ?? null);
  if (happy === null || status === null) return open(happy);
  const here = happy.verdict.result !== "unsupported" && happy.verdict.category !== "route";
  return known(PATHS[family], `POST ${PATHS[family]}: ${here ? `answered ${status}` : `not offered (${status})`}`);
}

/** Whether the header that the release sends is taken; its value is never shown. */
export function authorization(evidence: Evidence, happy: ProbeAnswer | null): Side {
  const auth = evidence.release.configuration?.auth ?? "none";
  if (auth === "none") return { kind: "open", text: "no credential is sent (release.auth is none)", asked: true };
  const header = `${auth.header}: ${auth.scheme} (key)`.replace(":  ", ": ");
  if (happy?.verdict.category === "authentication")
    return known("refused", `${header} refused (${statusOf(happy.attempt) ?? "no status"})`);
  return fromPasses(happy, () => known("accepted", `${header} accepted`));
}

/** The fields that are needed, and what comes of leaving out the one that differs. */
export function requiredFields(evidence: Evidence, family: Family, happy: ProbeAnswer | null): Side {
  const field = CONTENT_FIELD[family];
  const without = refusal(worstAnswer(evidence, "error-path", family, "missing-field"));
  return fromPasses(happy, () => known(field, `model and ${field} accepted; without ${field}: ${without.text}`));
}

/** Fields that the gate adds to its minimal body (product.md, "What the gate sends"). */
const ADDED: Readonly<
  Record<Family, readonly { readonly field: string; readonly streamed: boolean; readonly taken: Adaptation }[]>
> = {
  "chat-completions": [
    { field: "max_completion_tokens", streamed: false, taken: "dropped:max_completion_tokens" },
    { field: "stream_options", streamed: true, taken: "dropped:stream_options" },
  ],
  responses: [{ field: "max_output_tokens", streamed: false, taken: "dropped:max_output_tokens" }],
};

/** Which optional fields the endpoint took. With a request template the team's own fields were sent. */
export function optionalFields(
  evidence: Evidence,
  family: Family,
  happy: ProbeAnswer | null,
  stream: ProbeAnswer | null,
): Side {
  const templates = evidence.release.configuration?.templates ?? [];
  return fromPasses(happy, () => {
    if (templates.some((template) => template.family === family))
      return known(family, "accepted as the request template has them, where it could be sent");
    const fields = ADDED[family].flatMap(({ field, streamed, taken }) => {
      const attempts = passes(streamed ? stream : happy).map(({ attempt }) => attempt);
      if (attempts.length === 0) return [];
      const dropped = attempts.some(({ adaptations }) => adaptations.includes(taken));
      return [`${field} ${dropped ? "rejected, and left out" : "accepted"}`];
    });
    return known(family, fields.join(", "));
  });
}
