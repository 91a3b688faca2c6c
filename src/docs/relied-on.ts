import { isObject, parseJson } from "../contracts/json.ts";
import { withoutByteOrderMark } from "../evidence/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { TemplateSettings } from "../settings/settings.ts";

/** Fields that the gate itself sends (product.md, "What the gate sends"). */
const SENT: Readonly<Record<Family, readonly string[]>> = {
  "chat-completions": ["model", "messages", "max_completion_tokens", "stream"],
  responses: ["model", "input", "max_output_tokens", "stream"],
};

/** Every top-level request field of a family that the gate or the team's own template sends. */
export function fieldsOf(family: Family, template: TemplateSettings | undefined): readonly string[] {
  const own = (template?.templates ?? []).filter((one) => one.family === family);
  const names = own.flatMap(({ text }) => {
    const body = parseJson(withoutByteOrderMark(text));
    return isObject(body) ? Object.keys(body) : [];
  });
  return [...new Set([...SENT[family], ...names])];
}
