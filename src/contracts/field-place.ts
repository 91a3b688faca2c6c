/** Where in a request template a field stands, for whoever is told that an endpoint refuses it. */
import type { RequestTemplate } from "../evidence/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { endOfString } from "../text/json.ts";
import { positions } from "../text/positions.ts";
import { FAMILY } from "./families.ts";

/**
 * File and line of a field of what was sent, `prompts/chat.json:14`; null: no template has it. Of the prompt only the
 * beginning is found: what was sent there is the gate's, and may be shorter.
 * @param field as a path, for example `tools[0].function`
 */
export function fieldPlace(templates: readonly RequestTemplate[], family: Family, field: string): string | null {
  const template = templates.find((one) => one.family === family);
  const [first = ""] = field.split(/[.[]/);
  if (template === undefined) return null;
  const offset = offsetOfField(template.text, first === FAMILY[family].content ? first : field);
  return offset === null ? null : `${template.path}:${positions(template.text)(offset).line}`;
}

/** An object or array that is open at a place of the text. */
interface Open {
  readonly isArray: boolean;
  readonly path: string;
  /** Elements before this place. */
  index: number;
}

/** Reads on where JSON ends, because a template may have variables that are none. */
function offsetOfField(text: string, field: string): number | null {
  const open: Open[] = [];
  let at = "";
  let isName = false;
  for (let i = 0; i < text.length; i++) {
    const top = open.at(-1);
    switch (text[i]) {
      case '"': {
        const end = endOfString(text, i);
        if (isName && top !== undefined) {
          at = `${top.path}${top.path === "" ? "" : "."}${text.slice(i + 1, end - 1)}`;
          if (at === field) return i;
        }
        i = end - 1;
        break;
      }
      case "{":
      case "[": {
        const isArray = text[i] === "[";
        open.push({ isArray, path: at, index: 0 });
        isName = !isArray;
        if (isArray) at = `${at}[0]`;
        if (isArray && at === field) return nextIn(text, i);
        break;
      }
      case "}":
      case "]":
        open.pop();
        break;
      case ",":
        if (top?.isArray) at = `${top.path}[${++top.index}]`;
        isName = top?.isArray === false;
        if (top?.isArray && at === field) return nextIn(text, i);
        break;
      case ":":
        isName = false;
    }
  }
  return null;
}

/** The first character of a value behind a bracket or a comma. */
function nextIn(text: string, at: number): number {
  const behind = text.slice(at + 1).search(/\S/);
  return at + 1 + Math.max(behind, 0);
}
