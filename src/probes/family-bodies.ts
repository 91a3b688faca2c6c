import type { Family } from "../evidence/vocabulary.ts";
import type { JsonObject } from "../text/json.ts";
import { INSTRUCTION, neutral } from "./harmless.ts";
import { OUTPUT_CAP } from "./probe.ts";
import { harmlessInputs } from "./template-inputs.ts";
import { harmlessInput } from "./template-items.ts";
import { harmlessMessages } from "./template-messages.ts";
import { harmlessTurns } from "./template-turns.ts";

/** How the request bodies of a family are made. */
interface FamilyBody {
  /** What is required beside the model, with these words to answer. */
  readonly asking: (words: string) => JsonObject;
  /** The members of a team's own body that hold its prompt, harmless, with these words to answer. */
  readonly harmless: (template: JsonObject, words: string) => JsonObject;
}

/** The bodies of each family. */
export const BODIES: Readonly<Record<Family, FamilyBody>> = {
  "chat-completions": {
    asking: (words) => ({ messages: [{ role: "user", content: words }] }),
    harmless: ({ messages }, words) => ({ messages: harmlessMessages(messages, words) }),
  },
  responses: {
    asking: (words) => ({ input: words }),
    harmless: ({ input }, words) => ({ input: harmlessInput(input, words) }),
  },
  messages: {
    asking: (words) => ({ max_tokens: OUTPUT_CAP, messages: [{ role: "user", content: words }] }),
    harmless: ({ messages, system }, words) => ({
      ...(system === undefined ? {} : { system: neutral(system, INSTRUCTION) }),
      messages: harmlessTurns(messages, words),
    }),
  },
  embeddings: {
    asking: (words) => ({ input: words }),
    harmless: ({ input }, words) => ({ input: harmlessInputs(input, words) }),
  },
};
