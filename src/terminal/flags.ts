/** Which commands there are, and which flags each of them takes. */
import { INPUTS } from "../settings/inputs/inputs.ts";

/** A flag: an input of the action under the same name, or one of the terminal's own. */
export interface Flag {
  readonly name: string;
  readonly description: string;
  /** Word for the value in the help; null: a switch. */
  readonly value: string | null;
}

/** A command beside the gate itself, which runs when no command is named. */
export interface Command {
  readonly name: CommandName;
  /** What follows the name in the help. */
  readonly argument: string;
  readonly description: string;
  readonly flags: readonly Flag[];
}

/** `gate` is what runs without a command; it is not typed. */
export type CommandName = "gate" | "init" | "validate" | "plan" | "doctor" | "explain";

/** A key on a command line is visible to every process of the machine and stays in the shell's history. */
export const ENVIRONMENT_ONLY: readonly string[] = ["api-key", "known-good-api-key", "github-token"];

/** Inputs of the action as flags. */
export const INPUT_FLAGS: readonly Flag[] = INPUTS.filter(({ name }) => !ENVIRONMENT_ONLY.includes(name)).map(
  ({ name, description }) => ({ name, description, value: "VALUE" }),
);

/** An input as messages name it, whose words the action and the terminal share. */
const MENTION = new RegExp(
  `\\b(?:the )?input (${INPUTS.map(({ name }) => name)
    .toSorted((a, b) => b.length - a.length)
    .join("|")})(?![\\w-])`,
  "gi",
);

/** A sentence of the gate as the terminal says it: an input is a flag there, and a key a variable of the environment. */
export function inFlags(text: string): string {
  return text.replace(MENTION, (mention, name: string) => {
    if (!ENVIRONMENT_ONLY.includes(name)) return `--${name}`;
    const [variable] = INPUTS.find((input) => input.name === name)?.env ?? [];
    return variable ?? mention;
  });
}

/** Flags of every command. */
export const COMMON_FLAGS: readonly Flag[] = [
  { name: "json", description: "one JSON document on stdout and nothing else; for programs", value: null },
  { name: "no-color", description: "plain text; the variable NO_COLOR does the same", value: null },
  { name: "help", description: "this text; -h for short", value: null },
  { name: "version", description: "the version of the gate; -v for short", value: null },
];

const SCENARIO: Flag = {
  name: "scenario",
  description: "ask the embedded sandbox with this behaviour: no key, no network",
  value: "NAME",
};

const LIST: Flag = {
  name: "list",
  description: "name the sandbox scenarios and what the gate says to each",
  value: null,
};

const DETAILS: Flag = {
  name: "details",
  description: "the whole report: triggers, configuration, records, every attempt",
  value: null,
};

/** Inputs that decide whom `doctor` asks and how; the rest is about judging a release. */
const DOCTOR_INPUTS = ["base-url", "model", "probes", "gate-file", "timeout", "allowed-hosts", "allowed-env"];

/** Inputs that a plan follows from, and the numbers of `sampling:` that are no inputs. */
const PLAN_FLAGS: readonly Flag[] = [
  ...INPUT_FLAGS.filter(({ name }) => ["probes", "samples", "gate-file", "max-requests"].includes(name)),
  {
    name: "tolerate",
    description: "true failure rate that is accepted; default that of the gate file, or 5%",
    value: "SHARE",
  },
  { name: "alpha", description: "bound on false alarms; default that of the gate file, or 5%", value: "SHARE" },
  { name: "legs", description: "legs of a matrix that are fanned in to one decision", value: "NUMBER" },
];

/** Every command, in the order of a first day. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const COMMANDS: readonly Command[] = [
  {
    name: "gate", argument: "", description: "may this change ship?", flags: [SCENARIO, LIST, DETAILS, ...INPUT_FLAGS],
  },
  {
    name: "init", argument: "", description: "writes a commented gate file and a workflow; never overwrites", flags: [],
  },
  {
    name: "validate", argument: "",
    description: "checks gate file, request templates and known-good record; no key, no network", flags: INPUT_FLAGS,
  },
  {
    name: "plan", argument: "",
    description: "what a policy costs, and what it can and cannot see; exact, asks nothing", flags: PLAN_FLAGS,
  },
  {
    name: "doctor", argument: "",
    description: "asks an endpoint a few cheap questions: what it speaks, what is in between, which gate file fits",
    flags: [SCENARIO, ...INPUT_FLAGS.filter(({ name }) => DOCTOR_INPUTS.includes(name))],
  },
  {
    name: "explain", argument: " [WORD]",
    description: "what a trigger, a reason code, a category, a probe, a decision, a status or a network code means, and what to look at", flags: [],
  },
];

/** The command of that name. */
export function commandOf(name: CommandName): Command {
  const found = COMMANDS.find((command) => command.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
}

/** Commands that are typed. */
export const TYPED_COMMANDS: readonly Command[] = COMMANDS.filter(({ name }) => name !== "gate");
