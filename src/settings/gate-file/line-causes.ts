/** A complete expression of GitHub Actions. */
export const EXPRESSION = /\$\{\{.*?\}\}/s;

/** What is wrong with a value that has one. */
export const EXPRESSION_SAYS = "has an expression of GitHub ($" + "{{ }}), which is filled in workflow files only";
/** What to do about it where nothing more exact is known. */
export const EXPRESSION_HELP =
  "Give the value as an input of the step, write it here as it is, or render the file in an earlier step.";

/** What to do about a value that became a comment. */
export const COMMENT_HELP = 'Put the value in quotes: "#…".';

/** White space that looks like a space and is none for YAML: no-break, typographic and zero-width ones. */
const ODD_SPACE = "[\\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff]";

const ODD_SPACE_SAYS = {
  what: "has a no-break or zero-width space here, which is no space for YAML",
  help: "Replace it with a plain space; it comes with text that is pasted from a page.",
} as const;

/** What a form matches ends where the cause stands. */
interface LineForm {
  readonly form: RegExp;
  /** The parser may point to the line above. */
  readonly above?: true;
  readonly what: string;
  readonly help: string;
}

/** Everything on a line that stands neither in quotes nor in a comment. */
const PLAIN = `(?:[^"'#]|"[^"]*"|'[^']*')*?`;
/** What stands in front of a value behind its key or within brackets. */
const BEHIND = `^${PLAIN}(?:[:,]\\s+|[[{]\\s*)`;
/** The same, or in a list. */
const BEFORE = `(?:${BEHIND}|^\\s*(?:-\\s+)+)`;

/** A value by how it begins (YAML 1.2, section 7.3.3: what a plain value must not begin with). */
const begins = (how: string) => new RegExp(`${BEFORE}(?=${how})`);

/** Signs of a value without quotes between brackets, but none that ends it there. */
const UNQUOTED = "(?:[^\"'{}[\\],#:]|:(?!\\s))";

const BELOW = "which YAML takes for a text on the lines below";

/** Things on the line of a problem that are its cause, the first one first. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const OF_A_LINE: readonly LineForm[] = [
  { form: /^ +(?=\t)/, what: "has a tab among the spaces of its indentation", help: "Use spaces: two for each level." },
  {
    form: /^\s*(?:- )?(?=<<\s*:)/,
    what: "has a merge key (<<), which takes over the keys of another section and is not read here",
    help: "Write the keys themselves in this section.",
  },
  {
    // Neither in quotes nor in a comment.
    form: new RegExp(`^[^"'#]*?(?=${ODD_SPACE})`, "u"),
    ...ODD_SPACE_SAYS,
  },
  { form: new RegExp(`^[ ]*(?=${ODD_SPACE})`, "u"), above: true, ...ODD_SPACE_SAYS },
  { form: /^.*?(?=\$\{\{.*?\}\})/, what: EXPRESSION_SAYS, help: EXPRESSION_HELP },
  {
    form: begins("\\$\\{"), what: "has a variable ($" + "{ }), which nobody fills in a gate file",
    help: "Write the value itself, or render the file in an earlier step.",
  },
  {
    form: begins("\\{\\{"), what: "has a template variable ({{ }}), which nobody fills",
    help: "Write the value itself, or render the file in an earlier step.",
  },
  {
    form: begins("%"), what: "has a value that begins with %, which YAML keeps for itself",
    help: "Put it in quotes; a share has the sign behind the number, as in 5%.",
  },
  {
    form: begins("@"), what: "has a value that begins with @, which YAML keeps for itself",
    help: 'Put it in quotes, as in "@team".',
  },
  {
    form: begins("`"), what: "has a value that begins with a backtick, which YAML keeps for itself",
    help: "Put it in quotes, or leave the backticks out.",
  },
  {
    form: begins("!(?!!)"), what: "has a value that begins with !, which YAML takes for a tag",
    help: "Put it in quotes, or write the value itself: tags are not read.",
  },
  {
    // An anchor in front of a value is one.
    form: begins("&(?:\\s|\\S*\\s*(?:[,}\\]#]|$))"),
    what: "has a value that begins with &, which YAML takes for an anchor",
    help: "Put it in quotes.",
  },
  {
    form: begins("\\*+(?:[^\\s\\w*]|\\s|$)"), what: "has a value that begins with *, which YAML takes for an alias",
    help: 'Put it in quotes, as in "*.jsonl".',
  },
  ...["|", ">"].map((sign) => ({
    form: begins(`[${sign}](?![+-]?\\d?[+-]?\\s*(?:#|$))`),
    what: `has a value that begins with ${sign}, ${BELOW}`,
    help: "Put it in quotes.",
  })),
  {
    form: new RegExp(`^(?:${PLAIN}[:,]|\\s*-)\\s+(?=,)`), what: "has a comma where a value belongs",
    help: "Write the value, in quotes if it begins with the comma.",
  },
  {
    form: begins("\\?(?:\\s|$)"), what: "has a value that begins with ?, which YAML takes for a key",
    help: "Put it in quotes.",
  },
  {
    form: new RegExp(`${BEHIND}(?=-(?:[\\s,\\]}]|$))`),
    what: "has a dash here, which begins an entry only on a line of its own",
    help: "Write each entry on a line below the key, or all of them in brackets without dashes.",
  },
  {
    form: new RegExp(`${BEFORE}(?:"(?:[^"\\\\]|\\\\.)*"|'(?:[^']|'')*')\\s*(?=[^\\s,#\\]}:])`),
    what: "has text behind a quote that is closed",
    help: "Put the whole value in one pair of quotes; within single ones a quote is written twice.",
  },
  {
    form: /^\s*(?:- )?[A-Za-z][\w-]*:(?=[^\s:/\\][^:]*$|https?:\/\/)/, what: "has a colon without a space after it",
    help: "Write a space between key and value.",
  },
  {
    // A query of PromQL, a pattern with a class: its first bracket or comma ends the value.
    form: new RegExp(
      `^\\s*(?:-\\s+)*(?:[\\w-]+:\\s+)?(?=[{[])${PLAIN}[{[,]\\s*(?:[\\w-]+:\\s+)?(?!\\s)(?=${UNQUOTED}+?(?:[[{]|\\([^()"'{}[\\],]*(?:\\([^()]*\\)[^()"'{}[\\],]*){0,3},))`,
    ),
    what: "has a value here with brackets of its own or a comma, and stands in brackets without quotes",
    help: "Put the whole value in quotes, or write each key on a line of its own.",
  },
  {
    form: new RegExp(`^${PLAIN}[{,]\\s*[\\w-]+:\\s+[^"'{}[\\],#:]+(?=:\\s)`),
    what: "has a second colon in an entry within brackets",
    help: "Put the value in quotes; between entries stands a comma.",
  },
  {
    // Input methods for Chinese and Japanese write it.
    form: /^\s*(?:- )?[A-Za-z][\w-]*\s*(?=[\ufe55\uff1a])/, above: true, what: "has a full-width colon, which is none for YAML",
    help: "Write a plain colon and a space.",
  },
  {
    form: /^\s*-(?=[A-Za-z])/, above: true, what: "has a dash without a space after it",
    help: "Write a space between the dash and the entry.",
  },
];
