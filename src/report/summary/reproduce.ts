import type { Evidence } from "../../evidence/evidence.ts";
import { shellWord } from "../../text/shell-word.ts";
import type { ReportContext } from "../context.ts";
import { type Block, text } from "../document.ts";
import { printable } from "../markdown.ts";

/** A foreign value as one word of a shell. */
const quoted = (value: string) => shellWord(printable(value));

/** Ids of the probes that were selected, or that ran where this run selected none of its own. */
function probeIds(evidence: Evidence, context: ReportContext): readonly string[] {
  return [...new Set(context.plan?.probes ?? evidence.probes.map(({ id }) => id))];
}

/** Where to ask and for what. Not for the sandbox: it had an address of its own, which is gone by now. */
function endpointOptions({ release: { configuration } }: Evidence): readonly string[] {
  if (configuration === null) return [];
  const { baseUrl, model } = configuration;
  // A value that begins with a dash would be read as the next flag.
  const named = `--model${model.startsWith("-") ? "=" : " "}${quoted(model)}`;
  return [`--base-url ${quoted(baseUrl)}`, ...(model === "" ? [] : [named])];
}

/** Parts of a release that every request carries and that only a gate file says. */
const IN_THE_GATE_FILE = ["release.auth", "release.headers", "release.query"];

/** The gate file, where requests depend on what it alone says; its path stands in front of line and column. */
function gateFileOption({ origins }: ReportContext): readonly string[] {
  const found = origins.filter(({ name }) => IN_THE_GATE_FILE.includes(name)).map(({ origin }) => origin);
  const file = found
    .map((origin) => /^gate file (.+?)(?::\d+:\d+)?$/.exec(origin)?.[1])
    .find((path) => path !== undefined);
  return file === undefined ? [] : [`--gate-file ${quoted(file)}`];
}

/** The templates whose bodies were sent, as the checkout has them. */
function templateOptions({ release }: Evidence): readonly string[] {
  const templates = release.configuration?.templates ?? [];
  const named = templates.map(({ family, path }) => `${family}=${path}`).join(",");
  return named === "" ? [] : [`--request-template ${quoted(named)}`];
}

/**
 * The same run from a terminal. The key is read from the environment, so that no shell history keeps it. Nothing where
 * nothing was asked that could be asked again: the evidence of legs and records is in the workflow run.
 */
export function reproduceBlocks(evidence: Evidence, context: ReportContext): readonly Block[] {
  const { policy, run } = evidence;
  if (run.mode === "record" || run.mode === "replay") return [];
  const probes = probeIds(evidence, context);
  const options = [
    ...(run.sandbox ? ["--scenario SCENARIO"] : endpointOptions(evidence)),
    ...(probes.length === 0 ? [] : [`--probes ${quoted(probes.join(","))}`]),
    ...(run.sandbox ? [] : gateFileOption(context)),
    ...templateOptions(evidence),
    `--samples ${policy.samples}`,
  ];
  const key = run.sandbox
    ? "The embedded sandbox needs no key; put the name of the scenario that ran in place of SCENARIO."
    : "Put the key into the environment variable COMETAPI_KEY first; it never belongs on a command line.";
  const command = ["npm start --", ...options.map((option) => `  ${option}`)].join(" \\\n");
  return [text(key), { kind: "command", lines: command.split("\n") }];
}
