/** Reads the command line. Nothing of it is guessed: what cannot be meant is a usage error that names the nearest word. */
import { parseArgs } from "node:util";
import { looksSecret } from "../text/key-shapes.ts";
import { didYouMean } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import {
  COMMANDS,
  COMMON_FLAGS,
  type Command,
  type CommandName,
  commandOf,
  ENVIRONMENT_ONLY,
  type Flag,
  TYPED_COMMANDS,
} from "./flags.ts";

/** A command line that can be obeyed. */
export interface Invocation {
  readonly kind: "command";
  readonly command: CommandName;
  /** The word after `explain`; null: none. */
  readonly word: string | null;
  /** Flags with a value, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** Switches that were given. */
  readonly switches: ReadonlySet<string>;
}

/** A command line that cannot be obeyed: what is wrong, and what to write instead. */
export interface Misuse {
  readonly kind: "misuse";
  readonly message: string;
  readonly help: string;
  /** A lone word that no command has, for whoever knows more words; absent: something else is wrong. */
  readonly stray?: string;
}

/** Flags that have a letter. */
const SHORT: Readonly<Record<string, string>> = { h: "help", v: "version" };

type Token = NonNullable<ReturnType<typeof tokensOf>>[number];
type OptionToken = Extract<Token, { kind: "option" }>;

/** Says what a command line asks for. `help` in place of a command means `--help`. */
export function readCommandLine(args: readonly string[]): Invocation | Misuse {
  const tokens = tokensOf(args);
  const options = tokens.filter((token) => token.kind === "option");
  const words = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const asksForHelp = words[0] === "help";
  const typed = asksForHelp ? words.slice(1) : words;
  const command = TYPED_COMMANDS.find(({ name }) => name === typed[0]);
  const rest = command === undefined ? typed : typed.slice(1);
  const chosen = command ?? commandOf("gate");
  const flaw = flawOfOptions(options, chosen) ?? flawOfWords(rest, chosen, command !== undefined);
  if (flaw !== null) return flaw;
  const given = options.map(({ name, value }) => [SHORT[name] ?? name, value] as const);
  return {
    kind: "command",
    command: chosen.name,
    word: rest[0] ?? null,
    values: Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    switches: new Set([...given.map(([name]) => name), ...(asksForHelp ? ["help"] : [])]),
  };
}

function tokensOf(args: readonly string[]) {
  const all = [...COMMANDS.flatMap(({ flags }) => flags), ...COMMON_FLAGS];
  const options = Object.fromEntries(
    all.map(({ name, value }) => [name, { type: value === null ? ("boolean" as const) : ("string" as const) }]),
  );
  // Not strict: its own messages repeat what was typed, and that may be a key.
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function flawOfOptions(options: readonly OptionToken[], command: Command): Misuse | null {
  for (const [index, option] of options.entries()) {
    const flaw = flawOfOption(option, command);
    if (flaw !== null) return flaw;
    if (options.findIndex(({ name }) => name === option.name) < index)
      return misuse(
        `--${option.name} is given twice`,
        "Give it once; a list takes commas, as in --probes chat,models.",
      );
  }
  return null;
}

function flawOfOption({ name, rawName, value, inlineValue }: OptionToken, command: Command): Misuse | null {
  if (ENVIRONMENT_ONLY.includes(name)) return keyOnTheCommandLine(name);
  if (/^-[^-]/.test(rawName) && SHORT[name] !== undefined && value === undefined) return null;
  const flags = [...command.flags, ...COMMON_FLAGS];
  const flag = rawName.startsWith("--") ? flags.find((known) => known.name === name) : undefined;
  if (flag === undefined) return unknownFlag(name, rawName, flags, command);
  if (flag.value === null)
    return value === undefined ? null : misuse(`--${name} takes no value`, `Write --${name} alone.`);
  if (value === undefined || value.trim() === "")
    return misuse(`--${name} needs a value`, `Write --${name} ${flag.value}.`);
  // A flag that swallowed the next one; a value with a dash is written with an equals sign.
  if (inlineValue !== true && value.startsWith("-"))
    return misuse(
      `--${name} needs a value, and another flag follows`,
      `Write --${name} ${flag.value}, or --${name}=${flag.value} when the value begins with a dash.`,
    );
  return null;
}

function keyOnTheCommandLine(name: string): Misuse {
  const help = {
    "api-key": "Set COMETAPI_KEY in the environment instead.",
    "known-good-api-key": "It is an input of the action; in the terminal the key of the run serves both releases.",
    "github-token": "The terminal uses no token; git:REF is read from the checkout.",
  }[name];
  return misuse(
    `--${name}: a key does not belong on a command line, where every process and the shell's history can read it`,
    help ?? "Remove it.",
  );
}

function unknownFlag(name: string, rawName: string, flags: readonly Flag[], command: Command): Misuse {
  const owner = COMMANDS.find((other) => other.flags.some((flag) => flag.name === name));
  if (owner !== undefined && rawName.startsWith("--"))
    return misuse(`--${name} is not a flag of ${titleOf(command)}`, `See ${helpOf(command)} for its flags.`);
  const dashes = rawName.startsWith("--") ? "--" : "-";
  const typed = looksSecret(name) ? shown(name) : `${dashes}${shown(name).slice(1, -1)}`;
  const names = flags.map((flag) => flag.name);
  const near = didYouMean(name, names).replace(/"(.*)"/, "--$1");
  return misuse(`unknown flag ${typed}${near}`, `See ${helpOf(command)} for every flag.`);
}

function flawOfWords(rest: readonly string[], command: Command, named: boolean): Misuse | null {
  const [first, second] = rest;
  const most = command.argument === "" ? 0 : 1;
  if (rest.length <= most || first === undefined) return null;
  if (!named) {
    const names = TYPED_COMMANDS.map(({ name }) => name);
    const message = `unknown command ${shown(first)}${didYouMean(first, names)}`;
    return { ...misuse(message, `Commands: ${names.join(", ")}; without one the gate itself runs.`), stray: first };
  }
  const stray = most === 0 ? first : (second ?? first);
  if (TYPED_COMMANDS.some(({ name }) => name === stray))
    return misuse(`${command.name} and ${stray} are two commands`, "Give one command at a time.");
  const takes = most === 0 ? "takes no argument" : "takes one word";
  return misuse(`${command.name} ${takes}, found ${shown(stray)}`, `See ${helpOf(command)}.`);
}

function titleOf({ name }: Command): string {
  return name === "gate" ? "the gate" : name;
}

function helpOf({ name }: Command): string {
  return name === "gate" ? "--help" : `${name} --help`;
}

/** A command line that cannot be obeyed. */
export function misuse(message: string, help: string): Misuse {
  return { kind: "misuse", message, help };
}
