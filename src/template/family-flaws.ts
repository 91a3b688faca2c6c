import type { Family } from "../evidence/vocabulary.ts";
import type { Flaw } from "./flaw.ts";
import { innerFlaws } from "./inner-fields.ts";
import { inputFlaws } from "./inputs.ts";
import type { Members } from "./json-body.ts";
import { messageFlaws } from "./messages.ts";
import { turnFlaws } from "./turns.ts";

/** What each family says of the inside of a body: its prompt, its tools, its formats. */
export const FAMILY_FLAWS: Readonly<Record<Family, (members: Members) => readonly Flaw[]>> = {
  "chat-completions": (members) => [
    ...innerFlaws(members, "chat-completions"),
    ...messageFlaws(members, "chat-completions"),
  ],
  embeddings: inputFlaws,
  responses: (members) => [...innerFlaws(members, "responses"), ...messageFlaws(members, "responses")],
  messages: turnFlaws,
};
