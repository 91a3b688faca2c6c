/** Fields of a body that an endpoint refuses without another one, or beside it (errors of OpenAI's and Anthropic's endpoints). */
import type { Family } from "../evidence/vocabulary.ts";

/** A field, and what it needs or does not stand beside. */
export type FieldNeed = {
  readonly field: string;
  /** Words of the field with which it asks for nothing. */
  readonly idle?: readonly string[];
  /** Who answers it all the same; absent: nobody is known. */
  readonly by?: string;
} & ({ readonly needs: string } | { readonly excludes: string });

const TOOLS_ARE_OPTIONAL = "vLLM, Mistral and others";
const NO_CALL = ["auto", "none"];

/** Needs by family. A field that is null, false, zero or empty asks for nothing, and is nothing that another one could need. */
export const FIELD_NEEDS: Readonly<Record<Family, readonly FieldNeed[]>> = {
  "chat-completions": [
    { field: "tool_choice", needs: "tools", idle: NO_CALL },
    { field: "parallel_tool_calls", needs: "tools", by: TOOLS_ARE_OPTIONAL },
    { field: "function_call", needs: "functions", idle: NO_CALL },
    { field: "top_logprobs", needs: "logprobs" },
    { field: "max_tokens", excludes: "max_completion_tokens", by: "vLLM and LiteLLM" },
  ],
  responses: [
    { field: "tool_choice", needs: "tools", idle: NO_CALL },
    { field: "previous_response_id", excludes: "conversation" },
  ],
  messages: [{ field: "tool_choice", needs: "tools", idle: NO_CALL }],
  embeddings: [],
};
