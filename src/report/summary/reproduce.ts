import type { Evidence } from "../../evidence/evidence.ts";
import { shellWord } from "../../text/shell-word.ts";
import type { ReportContext } from "../context.ts";
import { type Block, text } from "../document.ts";
import { printable } from "../inert-text.ts";

/** Inputs that a terminal repeats nothing of: secrets, what the runner alone knows, where reports go, and a person's word for once. */
const NOT_REPEATED = [
  ...["api-key", "known-good-api-key", "github-token", "leg", "leg-count", "job-id", "override"],
  ...["evidence-dir", "summary", "comment", "issue", "notes", "reviewer", "change-id"],
];

/** Where the gate was not fetched by its name, its clone is expected: beside the repository, as the README has it. */
const CLONE = "npm --prefix ../cometapi-release-gate start --";

type Flag = readonly [name: string, value: string];

/** What was given, lists on one line. */
function given({ inputs }: ReportContext): readonly Flag[] {
  return Object.entries(inputs).flatMap(([name, value = ""]): readonly Flag[] => {
    const lines = value.split(/[\r\n]+/).map((line) => line.trim());
    const word = lines.filter((line) => line !== "").join(",");
    return word === "" || NOT_REPEATED.includes(name) ? [] : [[name, word]];
  });
}

/**
 * Where to ask and for what, as far as a variable of the job said it or nobody did: inputs are repeated, the gate file is
 * in the checkout, and after a restore the record says it.
 */
function endpoint({ release: { configuration }, run }: Evidence, { origins }: ReportContext): readonly Flag[] {
  if (configuration === null || run.sandbox || run.mode !== "gate") return [];
  const flags: readonly Flag[] = [
    ["base-url", configuration.baseUrl],
    ["model", configuration.model],
  ];
  const inFile = (flag: string) =>
    origins.some(({ name, origin }) => name === `release.${flag}` && origin.startsWith("gate file "));
  return flags.filter(([name, value]) => value !== "" && !inFile(name));
}

/** A flag as words of a shell; a value that begins with a dash would be read as the next flag. */
function words([name, value]: Flag): string {
  return `--${name}${value.startsWith("-") ? "=" : " "}${shellWord(printable(value))}`;
}

/** Whether the way back is in GitHub's Deployments API, which no terminal asks. */
function isInDeployments({ knownGood }: Evidence, { inputs }: ReportContext): boolean {
  const origin = knownGood.kind === "record" ? knownGood.origin : (inputs["known-good"] ?? "").trim();
  return origin.startsWith("deployments");
}

/** What has to be in the environment: no shell history keeps it, and no process sees it on a command line. */
function secretWords({ release, run }: Evidence, { inputs }: ReportContext): readonly string[] {
  const others = (inputs["allowed-env"] ?? "").split(/[\s,]+/).filter((name) => name !== "");
  const variables = [...(release.configuration?.auth === "none" || run.sandbox ? [] : ["COMETAPI_KEY"]), ...others];
  return variables.length === 0
    ? []
    : [`First set ${variables.join(", ")} in the environment (read -rs, then export).`];
}

/**
 * The same run from a terminal in a checkout of the reader's repository. Nothing where nothing was asked that could be asked
 * again: the evidence of legs and records is in the workflow run, and settings that were not usable asked nobody.
 */
export function reproduceBlocks(evidence: Evidence, context: ReportContext): readonly Block[] {
  const { mode } = evidence.run;
  if (context.plan === null || mode === "record" || mode === "replay") return [];
  const deployments = isInDeployments(evidence, context);
  if (deployments && mode === "verify-rollback")
    return [text("The record is in GitHub's deployments, which a terminal does not read: run the workflow again.")];
  const { program } = context.addresses;
  const flags = Object.entries({
    ...Object.fromEntries(endpoint(evidence, context)),
    ...Object.fromEntries(given(context)),
    ...(deployments ? { "known-good": "none" } : {}),
  });
  const about = [
    program === null
      ? "In a checkout of this repository, with a clone of the gate beside it, at the commit that this workflow uses."
      : "In a checkout of this repository.",
    ...secretWords(evidence, context),
    ...(deployments ? ["GitHub's deployments are not read there, so the way back is left out."] : []),
  ];
  const command = [program ?? CLONE, ...flags.map((flag) => `  ${words(flag)}`)].join(" \\\n");
  return [text(about.join(" ")), { kind: "command", lines: command.split("\n") }];
}
