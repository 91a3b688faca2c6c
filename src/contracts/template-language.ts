import { endOfString } from "./filled-template.ts";

/** A file that is no JSON, by what it is written in: named, it can be mended in a minute. */
export interface ForeignText {
  /** The rest of a sentence that begins with the file. */
  readonly why: string;
  readonly help: string;
  /** Where it shows, UTF-16 units. */
  readonly offset: number;
}

/** A language, and how a file in it becomes the body that the application sends. */
interface Language {
  readonly form: RegExp;
  readonly name: string;
  readonly how: string;
}

/** How a template of a language becomes JSON before the gate runs. */
const render = (command: string) =>
  `Render it first, in a step before the gate (run: ${command}), and name the result.`;

const EXPORT = "Let the application write the body as JSON in a step before the gate, and name that file.";

/** Template languages by marks that no JSON has outside its texts, the more exact one first. */
const LANGUAGES: readonly Language[] = [
  {
    form: /\{\{-?\s*(?:(?:if|else if|with|range)\s+\S|(?:end|else)\s*-?\}|(?:template|define|block)\s+"|\.[A-Z])/,
    name: "a Go template",
    how: render("gomplate -f TEMPLATE -o body.json"),
  },
  {
    form: /^\s*=\s*[{[]|\{\{[^{}]*\$(?:json|node|input|\()/,
    name: "an expression template of n8n",
    how: "Copy the body that the node sent from one of its executions, and name that file.",
  },
  {
    form: /\{\{[#^/>!][^{}]*\}\}/,
    name: "a mustache or Handlebars template with sections",
    how: render("npx mustache values.json TEMPLATE > body.json"),
  },
  {
    form: /\{%-?[\s\S]{1,500}?-?%\}|\{#[\s\S]{1,500}?#\}/,
    name: "a Jinja or Liquid template with blocks",
    how: render("pipx run jinja2-cli TEMPLATE values.json > body.json"),
  },
  {
    form: /<\/?#[a-z]|^\s*#(?:if|foreach|set|macro)\b/m,
    name: "a FreeMarker or Velocity template",
    how: EXPORT,
  },
  { form: /^\s*\{\{\s*"/, name: "a Python format string with doubled braces", how: `${EXPORT} str.format fills it.` },
  { form: /<%[\s\S]{1,500}?%>/, name: "an ERB or EJS template", how: render("erb TEMPLATE > body.json") },
];

/** Files that are something else than a template of JSON, by how they begin. */
const OTHER_FILES: readonly Language[] = [
  { form: /^\s*<(?:!doctype|html|\?xml)/i, name: "HTML or XML", how: EXPORT },
  { form: /^\s*```/m, name: "Markdown with a code block", how: "Write the JSON alone, without the lines of ```." },
  {
    form: /^\s*(?:curl\s|(?:GET|POST|PUT)\s+(?:https?:|\/|\{\{))/m,
    name: "a request with its headers",
    how: "Write the body alone into a file of its own.",
  },
  {
    form: /^\s*(?:import\s|export\s|const\s|let\s|var\s|module\.exports|from\s+\w+\s+import\s|def\s)/m,
    name: "source code",
    how: EXPORT,
  },
  { form: /^\s*\{\s*'|:\s*(?:True|False|None)\b/, name: "a Python literal", how: `${EXPORT} json.dumps writes it.` },
  {
    form: /^\s*\{.*\}\s*\n\s*\{.*\}\s*(?:\n|$)/,
    name: "JSON Lines, several bodies one below the other",
    how: "Name a file with the one body that counts.",
  },
  { form: /^\s*(?:[A-Za-z_]\w*:(?:\s|$)|-\s)/, name: "YAML", how: EXPORT },
  { form: /\/\/|\/\*/, name: "JSON with comments", how: "Remove the comments." },
];

/** What a text that is not JSON is written in; null: nothing that is known, so it is JSON with a mistake. */
export function foreignText(text: string): ForeignText | null {
  // What stands in the texts of a body is prose, and no mark of the file's language; all else keeps its place.
  const outside = withoutStrings(text.slice(0, LONGEST_LOOK));
  for (const { form, name, how } of [...LANGUAGES, ...OTHER_FILES]) {
    const offset = outside.search(form);
    if (offset !== -1) return { why: `is ${name}, not JSON`, help: how, offset };
  }
  return null;
}

/** How far a file is looked into, UTF-16 units: what it is written in shows early. */
const LONGEST_LOOK = 64 * 1024;

function withoutStrings(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (let i = text.indexOf('"'); i !== -1; i = text.indexOf('"', copied)) {
    const end = endOfString(text, i);
    pieces.push(text.slice(copied, i), '"', " ".repeat(Math.max(0, end - i - 2)), '"');
    copied = end;
  }
  return pieces.join("") + text.slice(copied);
}
