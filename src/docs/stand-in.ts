import { Parser } from "htmlparser2";
import type { DocsForm } from "../evidence/docs.ts";
import { plain } from "./piece.ts";

/** How sites say that a page does not exist, with a status that says it does. */
const GONE =
  /\b404\b|\bnot[ -]found\b|\b(?:can(?:no|['’])t|could(?: not|n['’]t)|unable to) (?:be )?f(?:i|ou)nd\b|\b(?:does(?: not|n['’]t)|no longer) exists?\b|\bpage (?:is |was |has been )?(?:missing|gone|removed|deleted|moved)\b|\bno longer available\b|\bnothing (?:here|was found)\b|nicht gefunden|introuvable|no encontrad|não encontrad|non trovat|niet gevonden|не найден|不存在|找不到|未找到|見つかりません|찾을 수 없/i;

/** What stands in front of a page that is still there: a sign-in, or a check whether a person asks. */
const WALL =
  /\b(?:sign|log)[ -]?in\b|just a moment|attention required|\bverify\b|are you (?:a )?(?:human|robot)|captcha|access denied|checking your browser|security check|enable (?:javascript|cookies)|anmelden|connexion|登录|登入|ログイン/i;

/** Longest text of a page that says nothing else, UTF-16 units. */
const SHORT = 400;

/** How far into a page its title and first heading are looked for, UTF-16 units. */
const HEAD = 256 * 1024;

/**
 * What a page that was answered with status 200 says of itself in its title or its first heading: that it does not exist,
 * or that a sign-in or a check of bots stands in front of it; null: neither.
 */
export function standIn(form: DocsForm, text: string): "gone" | "wall" | null {
  const names = form === "html" ? namesInHtml(text.slice(0, HEAD)) : namesInMarkdown(text.slice(0, HEAD));
  if (names === null || names.some((name) => WALL.test(name))) return "wall";
  return names.some((name) => GONE.test(name)) ? "gone" : null;
}

/** Elements whose text nobody sees: scripts of an application carry the words of pages that are not shown. */
const UNSEEN = new Set(["script", "style", "template", "noscript", "svg"]);

/** Its title, its first heading, and all of its text where there is little; null: it asks for a password. */
function namesInHtml(page: string): readonly string[] | null {
  const said = { title: "", heading: "", body: "" };
  let password = false;
  let unseen = 0;
  let part: keyof typeof said = "body";
  const parser = new Parser({
    onopentag: (name, { type }) => {
      password ||= name === "input" && type === "password";
      if (UNSEEN.has(name)) unseen++;
      if (name === "title" && said.title === "") part = "title";
      if (name === "h1" && said.heading === "") part = "heading";
    },
    ontext: (text) => {
      if (unseen > 0) return;
      said[part] += text;
      if (part === "heading") said.body += text;
    },
    onclosetag: (name) => {
      if (UNSEEN.has(name)) unseen--;
      if (name === "title" || name === "h1") part = "body";
    },
  });
  parser.end(page);
  if (password) return null;
  const [title, heading, body] = [said.title, said.heading, said.body].map(plain);
  return [title ?? "", heading ?? "", ...(body !== undefined && body.length <= SHORT ? [body] : [])];
}

function namesInMarkdown(page: string): readonly string[] {
  const heading = /^#{1,2}[ \t]+(.{1,300})$/m.exec(page)?.[1];
  const title = /^title:(.{1,300})$/m.exec(/^---\n[\s\S]{0,5000}?\n---/.exec(page)?.[0] ?? "")?.[1];
  const whole = page.trim();
  return [...[heading, title].filter((name) => name !== undefined), ...(whole.length <= SHORT ? [whole] : [])];
}
