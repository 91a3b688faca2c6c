import { endOfString } from "../text/json.ts";

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
// biome-ignore format: a table reads by its rows
const LANGUAGES: readonly Language[] = [
  { form: /\{\{[-~]?\s*for\s+\w+\s+in\s/, name: "a Scriban template", how: EXPORT },
  {
    form: /\{\{-?\s*(?:(?:if|else if|with|range)\s+\S|(?:end|else)\s*-?\}|(?:template|define|block|include)\s+"|\$\w*\s*:?=|(?:\w+\s+)?\.[A-Z])/,
    name: "a Go template", how: render("gomplate -f TEMPLATE -o body.json"),
  },
  {
    form: /^\s*=\s*[{[]|\{\{[^{}]*\$(?:json\b|node\b|input\.|\()/, name: "an expression template of n8n",
    how: "Copy the body that the node sent from one of its executions, and name that file.",
  },
  { form: /\{\{(?:~\s*[\w.]+\s*:|\?|=\s*it\b)/, name: "a doT template", how: EXPORT },
  {
    form: /\{\{~?[#^/>!][^{}]*\}\}|\{\{=[^{}]*=\}\}/, name: "a mustache or Handlebars template with sections",
    how: render("npx mustache values.json TEMPLATE > body.json"),
  },
  {
    form: /\{%-?[\s\S]{1,500}?-?%\}|\{#[\s\S]{1,500}?#\}/, name: "a Jinja, Twig or Liquid template with blocks",
    how: render("pipx run jinja2-cli TEMPLATE values.json > body.json"),
  },
  {
    form: /^[ \t]*(?:%|#[ \t])[ \t]*end(?:for|if|while)\b|<%(?:def|block|namespace)\s/m,
    name: "a Mako template, or one of Jinja with line statements", how: EXPORT,
  },
  { form: /<\/?#[a-z]|\[\/?#(?:list|if|else|assign|sep)\b/, name: "a FreeMarker template", how: EXPORT },
  {
    form: /#\{?(?:foreach|if|elseif|set|macro|parse|include)\}?\s*\(|\$!?\{?(?:input\.(?:json|path|params|body)\b|util\.)|#(?:for|if)\s+\$/,
    name: "a Velocity template", how: EXPORT,
  },
  {
    form: /%\{~?\s*(?:for|if|else|endfor|endif)\b/, name: "a template of Terraform",
    how: `${EXPORT} jsonencode writes it.`,
  },
  { form: /\[#\s*th:|\[\(\$\{/, name: "a Thymeleaf template", how: EXPORT },
  {
    form: /[<$](?:if|elseif)\(|[<$][a-z][\w.]*(?::\{[\w\s,]+\||;\s*separator)|\)\s*::=/i, name: "a StringTemplate template", how: EXPORT,
  },
  { form: /\[%[\s\S]{1,500}?%\]/, name: "a template of Template Toolkit", how: render("tpage TEMPLATE > body.json") },
  {
    form: /\{\/?(?:foreach|if|literal)(?:\s[^{}]*)?\}/, name: "a Smarty or Latte template",
    how: EXPORT,
  },
  {
    form: /@(?:foreach|for|if|switch|while)\s*\(|@(?:json|Html|Json|Model)\b|:\s*@\(\w|@\{\s*var\s|\{!!|^[ \t]*@(?:model|using|param|import|args)\s/m,
    name: "a Razor, Blade or jte template", how: EXPORT,
  },
  // At the begin of a file it opens source code.
  { form: /(?<=\S\s*)<\?(?:php|=)/, name: "a PHP template", how: render("php TEMPLATE > body.json") },
  { form: /^\s*\{\{\s*"/, name: "a Python format string with doubled braces", how: `${EXPORT} str.format fills it.` },
  { form: /<%[\s\S]{1,500}?%>/, name: "an ERB or EJS template", how: render("erb TEMPLATE > body.json") },
];

/** Files that are no text of JSON's encoding, or not the file that was meant, whatever stands in them. */
const NO_TEXTS: readonly Language[] = [
  {
    form: /^\u001f/,
    name: "compressed (gzip)",
    how: "Decompress it in a step before the gate (run: gunzip), and name the result.",
  },
  {
    form: /^(?:PK\u0003\u0004|%PDF|.?PNG\r?\n|GIF8|BZh)/,
    name: "an archive, a picture or a document",
    how: "Name the JSON file with the body.",
  },
  {
    form: /^[\s\S]*\0/,
    name: "UTF-16 text or no text at all",
    how: "Save it as UTF-8, in PowerShell with -Encoding utf8.",
  },
  {
    form: /^version https:\/\/git-lfs/,
    name: "the pointer that Git LFS keeps in place of the file",
    how: "Check out with lfs: true (actions/checkout), or run git lfs pull before the gate.",
  },
  {
    form: /^(?:<{7}|>{7}) /m,
    name: "a file with a merge conflict",
    how: "Resolve the conflict, and remove its marks.",
  },
];

/** Lines of comment in front of what a file is. */
const HEAD = String.raw`^\s*(?:(?:#|\/\/)[^\n]*\n\s*)*`;

/** Languages of configuration that write JSON by a command of their own. */
// biome-ignore format: a table reads by its rows
const CONFIGURATION: readonly Language[] = [
  {
    form: /\bstd\.[a-z]\w*|^[ \t]*local\s+\w+(?:\([^()]*\))?\s+=\s[^;]{1,500};|^[ \t]*function\s*\([^()]*\)\s*\{\s*\w+\s*:|[(=:+]\s*import(?:str)?\s*["']|import(?:str)?\s*"[^"]*"\s*[+)]|["'\w]\s*(?:::|\+:)\s|^[ \t]*\{\s*\w+\s*:[\s\S]{1,5000}\sfor\s+\w+\s+in\s/m,
    name: "Jsonnet", how: render("jsonnet FILE > body.json"),
  },
  {
    form: /^(?:package\s+\w+|import\s+"[^"]*")\s*\n\s*[\w#"]+\s*:|^#\w+:|\*"[^"]*"\s*\||\|\s*\*["\d]|\[\.{3}#|:\s*[<>]=?\s*\d|\[\s*for\s+\w+\s+in\s/m,
    name: "CUE", how: render("cue export FILE > body.json"),
  },
  {
    form: /^(?:\s*#[^\n]*\n)*\s*(?:\{[\w\s,?".]*\}:|let\s[\s\S]*?;\s*in\s*\{|\{\s*[\w.]+\s*=[^;]*;)/,
    name: "Nix", how: render("nix eval --json --file FILE > body.json"),
  },
  {
    form: /^\s*(?:--[^\n]*\n\s*)*(?:let\s[^;]*\bin\s*[{\\]|\\\(\w|\{\s*\w+\s*=[^=])/,
    name: "Dhall", how: render("dhall-to-json --file FILE > body.json"),
  },
  {
    form: /^(?:amends|extends)\s+"|^(?:open\s+)?module\s+[\w.]+[ \t]*$|^\w+(?:\s*:\s*\w+)?\s*(?:=\s*new\s+\w+\s*)?\{\s*new\b/m,
    name: "Pkl", how: render("pkl eval -f json FILE > body.json"),
  },
  { form: /\.\[\]|^\s*\.\s*[+|*]/, name: "a program of jq", how: render("jq -n -f FILE > body.json") },
  {
    form: /^(?:resource|locals|variable|output|data|module|terraform)(?:\s+"[^"]*"){0,2}\s*\{/m,
    name: "HCL of Terraform", how: `${EXPORT} jsonencode writes it.`,
  },
  {
    form: /^---\r?\n[\s\S]{1,5000}?\n---\r?\n\s*(?:(?:system|developer|user|assistant):\s*\n|\{\{)/,
    name: "a prompt file with a head of YAML (Prompty, dotprompt)", how: EXPORT,
  },
];

/** Files that are something else than a template of JSON, by how they begin. */
const OTHER_FILES: readonly Language[] = [
  {
    form: /^\s*[A-Za-z0-9+/]{40,}[=\s]*$/,
    name: "base64",
    how: "Decode it in a step before the gate, and name the result.",
  },
  {
    form: /^\s*<(?:!doctype|html|\?xml|([A-Za-z][\w:-]*)(?:\s[^<>]*)?>[\s\S]*<\/\1>)/i,
    name: "HTML or XML",
    how: EXPORT,
  },
  { form: /^[ \t]*```/m, name: "Markdown with a code block", how: "Write the JSON alone, without the lines of ```." },
  {
    form: /^[ \t]*(?:[$>%]\s+)?curl\s/m,
    name: "a curl command",
    how: "Write what stands behind --data (-d, --data-raw, --json) into a file of its own, without the quotes around it.",
  },
  {
    form: /^(?:meta|body:json|(?:get|post|put)|headers)\s*\{/m,
    name: "a request of Bruno",
    how: "Write the inside of body:json into a file of its own.",
  },
  {
    form: /^\s*(?:(?:event|id|retry):[^\n]*\n)*data:\s?[{["]/,
    name: "a recorded event stream",
    how: "Name the body that was sent for it.",
  },
  {
    form: /^(?:http_)?interactions:/m,
    name: "a cassette of recorded requests",
    how: "Write the body of one request into a file of its own (yq -r '.interactions[0].request.body', or .body.string).",
  },
  {
    form: /^(?:openapi|swagger):/m,
    name: "an OpenAPI description",
    how: "Write one example of a request body into a file of its own (yq -o json '.paths…requestBody.content…example').",
  },
  {
    form: /^type: collection\.insomnia/m,
    name: "an export of Insomnia",
    how: "Write the body of one request into a file of its own (yq -r '.collection[0].body.text').",
  },
  {
    form: /^[ \t]*(?:[$>%]\s+)?(?:https?\s+(?:GET|POST)\s|xh\s|Invoke-(?:RestMethod|WebRequest)\s|wget\s|(?:GET|POST|PUT)\s+(?:https?:|\/|\{\{)|(?:-d|--data(?:-\w+)?)\s)/m,
    name: "a request with its headers",
    how: "Write the body alone into a file of its own.",
  },
  {
    form: /^[ \t]*(?:import\s|export\s|const\s|let\s|var\s|module\.exports|from\s+\w+\s+import\s|def\s|async\s|class\s|package\s|using\s+[\w.]+;|use\s+[\w:]+;|<\?php|require[\s(]|return\s*[{[(]|local\s+\w+\s*=|val\s+\w+\s*=|new\s*\{|json!?[.(]|dict\(|map\[|"{3}|@\{\s*\w+\s*=|[\w.$]+\s*=\s*(?:@?[{[(]|\w+\()|[A-Za-z_][\w.]*\.\w+\()/m,
    name: "source code",
    how: EXPORT,
  },
  {
    form: /^\s*(?:\[\s*["'][^"']*["']\s*=>|%?\{\s*:\w|%\{)/,
    name: "a literal of PHP, Ruby, Elixir or Clojure",
    how: EXPORT,
  },
  {
    form: /^\s*\{\s*'|:\s*(?:True|False|None)\b/,
    name: "a literal of Python or JavaScript",
    how: `${EXPORT} json.dumps and JSON.stringify write it.`,
  },
  {
    form: /^[ \t]*\{.*\}\s*\n\s*\{.*\}\s*(?:\n|$)|^\}\s*\n\{/m,
    name: "JSON Lines, several bodies one below the other",
    how: "Name a file with the one body that counts (run: head -n 1 FILE > body.json; of a batch: head -n 1 FILE | jq .body).",
  },
  {
    form: new RegExp(String.raw`${HEAD}(?:---[^\n]*\n|(?:[A-Za-z_]\w*|"\s*"):(?:\s|$)|-\s)`),
    name: "YAML",
    how: `${EXPORT} yq -o json writes it.`,
  },
  {
    form: new RegExp(String.raw`${HEAD}(?:\[+[\w.-]+\]+\s*\n|(?:export\s+)?[A-Za-z_][\w.-]*\s*=)`),
    name: "a list of settings (TOML, INI or variables)",
    how: EXPORT,
  },
  {
    form: /[{,]\s*(?:(?:\/\/|#).{0,200}\s*)?[A-Za-z_$][\w$]*\s*:/,
    name: "JSON5 or JavaScript with names that have no quotes",
    how: "Put names and texts in double quotes, or let JSON.stringify write the body.",
  },
  { form: /\/\/|\/\*|^[ \t]*#/m, name: "JSON with comments", how: "Remove the comments." },
  { form: /^\s*[A-Za-z][^{}[\]"]*[\s:]\{/, name: "a text around the body", how: "Write the JSON alone." },
];

/** What a text that is not JSON is written in; null: nothing that is known, so it is JSON with a mistake. */
export function foreignText(text: string): ForeignText | null {
  // What stands in the texts of a body is prose, and no mark of the file's language; all else keeps its place.
  const outside = withoutStrings(text.slice(0, LONGEST_LOOK));
  for (const { form, name, how } of [...NO_TEXTS, ...LANGUAGES, ...CONFIGURATION, ...OTHER_FILES]) {
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
