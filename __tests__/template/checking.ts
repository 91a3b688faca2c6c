import { familyOf } from "../../src/contracts/template-family.ts";
import type { Finding } from "../../src/evidence/finding.ts";
import type { Family } from "../../src/evidence/vocabulary.ts";
import { checkTemplates, type TemplateContext } from "../../src/template/check.ts";

/** A good template of each family, as the tests break it. */
export const GOOD: Readonly<Record<Family, Record<string, unknown>>> = {
  "chat-completions": {
    model: "some-model",
    messages: [
      { role: "system", content: "Answer briefly. Never mention <internal> notes." },
      {
        role: "user",
        content: [
          { type: "text", text: "{{question}}" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
        ],
      },
    ],
    temperature: 0.2,
    max_completion_tokens: 256,
    tools: [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: {} } } }],
    stop: null,
  },
  responses: {
    model: "some-model",
    instructions: "Answer briefly; write to help@example.com.",
    input: [
      { role: "user", content: [{ type: "input_text", text: "{{question}}" }] },
      { type: "item_reference", id: "msg_1" },
    ],
    max_output_tokens: 16,
    reasoning: { effort: "low" },
    tools: [{ type: "function", name: "weather", parameters: { type: "object", properties: {} } }],
    store: false,
  },
  messages: {
    model: "some-model",
    max_tokens: 256,
    system: [{ type: "text", text: "Answer briefly.", cache_control: { type: "ephemeral" } }],
    messages: [
      { role: "user", content: "{{question}}" },
      { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "weather", input: {} }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "{{result}}" }] },
    ],
    tools: [{ name: "weather", input_schema: { type: "object", properties: {} } }],
    thinking: { type: "enabled", budget_tokens: 1024 },
    metadata: { user_id: "{{user}}" },
  },
  embeddings: { model: "some-model", input: ["{{chunk}}", [1, 2]], dimensions: 256, encoding_format: "base64" },
};

/** Findings of one template. */
export async function findingsOf(
  text: string,
  more: Partial<TemplateContext> & { family?: Family | null } = {},
): Promise<readonly Finding[]> {
  const { family = familyOf(text), ...context } = more;
  const check = await checkTemplates({
    templates: [{ family, path: "prompts/body.json", text }],
    waivers: [],
    model: "some-model",
    streaming: [],
    secrets: [],
    ...context,
  });
  return check.findings;
}

/** Each finding as `rule line:column`, an advisory one in parentheses. */
export async function rulesOf(...args: Parameters<typeof findingsOf>): Promise<readonly string[]> {
  return (await findingsOf(...args)).map(({ rule, line, column, severity }) => {
    const said = `${rule} ${line}:${column}`;
    return severity === "advisory" ? `(${said})` : said;
  });
}
