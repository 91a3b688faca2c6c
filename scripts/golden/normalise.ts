/** Takes out of a text what differs between two runs of the same bundle: times, ids, ports, paths. */
import { basename } from "node:path";

/** JSON members whose number is a time that was measured. */
const MEASURED = ["durationMs", "firstByte", "firstEvent", "lastEvent", "total"];
/** The same, but absent on a connection that was used before, and which attempt gets one is chance. */
const PER_CONNECTION = ["resolve", "connect", "tls"];

const RULES: readonly (readonly [RegExp, string])[] = [
  // Where and when.
  [/(127\.0\.0\.1|localhost):\d{4,5}/g, "$1:PORT"],
  [/\d{8}-?T?\d{6}Z-[0-9a-f]{8}/g, "RUN"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "TIME"],
  [/("(?:date|reviewed_at_utc)": ?)"\d{4}-\d\d-\d\d"/g, '$1"DATE"'],
  // Ids of a request, a trace, an answer; of this project's sandbox and of aimock.
  [/20\d{21}[0-9a-f]{8}/g, "REQUEST-ID"],
  [/req-[\w-]{16,}/g, "REQUEST-ID"],
  [/\b[0-9a-f]{32}\b/g, "HEX32"],
  [/(release-gate-reply-)[0-9a-f]{16}/g, "$1NONCE"],
  // Measured times: JSON, JUnit, log lines, the chart of the timeline, the bars of the longest attempts.
  [new RegExp(`(\\\\?"(?:${MEASURED.join("|")})\\\\?": ?)[\\d.]+`, "g"), "$1N"],
  [new RegExp(`(\\\\?"(?:${PER_CONNECTION.join("|")})\\\\?": ?)(?:[\\d.]+|null)`, "g"), "$1N"],
  [/\btime="[\d.]+"/g, 'time="N"'],
  [/ in [\d.]+ (ms|s)\b/g, " in N $1"],
  [/Recovered after \d+ \w+(?: \d+ \w+)?:/g, "Recovered after N:"],
  [/^ {4}· :.*, \d+\n/gm, ""],
  [/^( {4}(?:✗ )?\d+) :(crit, )?(?:active, |done, )?\d+, \d+$/gm, "$1 :$2N"],
  [/^( {4}(?:✗ )?\d+ :.*N\n)\1+/gm, "$1"],
  // The latencies of a terminal's probe table: of one attempt, or of the fastest and the slowest.
  [/(\d+\/\d+(?: each)?) +[\d.]+ (?:ms|s)(?: – [\d.]+ (?:ms|s))?$/gm, "$1 N"],
  // How much of a flood, or of a drip, had arrived when it was cut.
  [/("bytes\\?": ?)(?:\d{6,}|[1-9])\b/g, "$1N"],
  [/^( {2}(?:bar|line|y-axis)\b).*$/gm, "$1 N"],
  [/\d+ (?:up to|over) \d+ s(?:, \d+ (?:up to|over) \d+ s)*/g, "N in classes of latency"],
  // How many attempts fell into which class of latency.
  [/(\\?"upToMs\\?": ?\w+,\s*\\?"attempts\\?": ?)\d+/g, "$1N"],
];

/** The text with every passing thing replaced by a word; `root` is the folder in which the step ran. */
export function normalise(text: string, bundle: string, root: string): string {
  // The terminal shows its own path as seen from the working folder.
  const here = text.replaceAll(bundle, "<gate>").replaceAll(basename(bundle), "<gate>");
  const placed = root === "" ? here : here.replaceAll(root, "<root>");
  const plain = RULES.reduce((rest, [pattern, word]) => rest.replace(pattern, word), placed);
  return terminalTable(inOrder(markdownTables(withoutOrigins(plain))));
}

/**
 * The resolved configuration without where its values came from: the one thing that was meant to be added while
 * everything else stays. Rows that only say where a value came from have nothing to be compared with.
 */
function withoutOrigins(text: string): string {
  const unsaid = text.replace(
    / \(from (?:default|embedded sandbox|input [\w-]+|gate file [^)]*|environment variable \w+)\)$/gm,
    "",
  );
  return unsaid.replace(/^\| Field \| Value \|(?: From \|)?\n(?:\|.*\n)+/gm, (table) =>
    table
      .split("\n")
      .filter((row) => !/^\| [a-z][a-z.-]* \| .* \| (?:input|gate file|environment variable)/.test(row))
      .map((row) => row.split(" | ").slice(0, 2).join(" | ").replace(/ \|$/, ""))
      .join("\n"),
  );
}

/** Columns of milliseconds in the tables of the summary. */
function markdownTables(text: string): string {
  let header: readonly string[] = [];
  return text
    .split("\n")
    .map((line) => {
      if (!line.startsWith("| ")) return line;
      const cells = line.split(" | ");
      if (/ ms\b| Latency \|/.test(line) && !/\d ms/.test(line)) header = cells;
      if (cells.length !== header.length || cells === header) return line;
      return cells.map((cell, at) => (/ ms$|^Latency/.test(header[at] ?? "") ? "N" : cell)).join(" | ");
    })
    .join("\n");
}

/** Probes and attempts stand in the order in which they ended; here in that of their names and numbers. */
function inOrder(text: string): string {
  const grouped = text.replace(/(?:^::group::.*\n(?:(?!::).*\n)*::endgroup::\n)+/gm, (groups) =>
    groups
      .split(/(?<=^::endgroup::\n)/m)
      .sort()
      .join(""),
  );
  return grouped.replace(/(?:^\S+ #\d+ .*\n)+/gm, (lines) => {
    const number = (line: string) => Number(/#(\d+) /.exec(line)?.[1]);
    const kept = lines.trimEnd().split("\n");
    return `${kept.toSorted((a, b) => number(a) - number(b)).join("\n")}\n`;
  });
}

/** The table of attempts in the terminal: its last two columns, and details that wrap where the numbers let them. */
function terminalTable(text: string): string {
  return text.replace(/^Every attempt \(\d+\)\n(?: {2}.*\n?)+/m, (table) =>
    table
      .replace(/^( {2}\S.*\S) +\d+ +\d+$/gm, "$1 N N")
      .replace(/\n {4}(?! )/g, " ")
      .replace(/ ms:\s+[\d.]+/g, " ms: N")
      .replace(/(?:resolve|connect|TLS) ms: N(?:; ?)?/g, "")
      .replace(/[;\s]*$/gm, ""),
  );
}
