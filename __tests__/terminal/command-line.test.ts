import { describe, expect, it } from "@jest/globals";
import { type Invocation, type Misuse, readCommandLine } from "../../src/terminal/command-line.ts";
import { COMMANDS, INPUT_FLAGS, inFlags } from "../../src/terminal/flags.ts";
import { command, program } from "./command.ts";

const read = (line: string) => readCommandLine(line === "" ? [] : line.split(" "));
const obeyed = (line: string) => read(line) as Invocation;
const refused = (line: string) => read(line) as Misuse;

describe("a command line that can be obeyed", () => {
  it.each([
    ["", "gate", null],
    ["--scenario healthy", "gate", null],
    ["init", "init", null],
    ["--json validate", "validate", null],
    ["doctor --model m", "doctor", null],
    ["explain", "explain", null],
    ["explain route", "explain", "route"],
  ])("%j is %s", (line, name, word) => {
    expect(read(line)).toMatchObject({ kind: "command", command: name, word });
  });

  it("keeps values and switches apart", () => {
    const { values, switches } = obeyed("--model a/b --probes=chat,models --json");
    expect(values).toEqual({ model: "a/b", probes: "chat,models" });
    expect(switches.has("json")).toBe(true);
  });

  it.each(["--help", "-h", "help", "init --help", "help doctor"])("%j asks for help", (line) => {
    expect(obeyed(line).switches.has("help")).toBe(true);
  });

  it("takes a value that begins with a dash after an equals sign", () => {
    expect(obeyed("--notes=-1").values).toEqual({ notes: "-1" });
  });
});

describe("a command line that cannot be obeyed", () => {
  it.each([
    ["--modell x", "unknown flag --modell - did you mean --model?"],
    ["--zzz", "unknown flag --zzz"],
    ["-x", "unknown flag -x"],
    ["--model", "--model needs a value"],
    ["--model=", "--model needs a value"],
    ["--model --json", "--model needs a value, and another flag follows"],
    ["--json=yes", "--json takes no value"],
    ["--model a --model b", "--model is given twice"],
    ["--json --json", "--json is given twice"],
    ["valdate", 'unknown command "valdate" - did you mean "validate"?'],
    ["run", 'unknown command "run"'],
    ["init validate", "init and validate are two commands"],
    ["explain route doctor", "explain and doctor are two commands"],
    ["explain route model", 'explain takes one word, found "model"'],
    ["init here", 'init takes no argument, found "here"'],
    ["help nothing", 'unknown command "nothing"'],
    ["init --model x", "--model is not a flag of init"],
    ["doctor --environment production", "--environment is not a flag of doctor"],
    ["validate --scenario healthy", "--scenario is not a flag of validate"],
    ["explain --list", "--list is not a flag of explain"],
  ])("%j: %s", (line, message) => {
    expect(refused(line)).toMatchObject({ kind: "misuse", message: expect.stringContaining(message) });
    expect(refused(line).help).not.toBe("");
  });

  it.each(["--api-key", "--known-good-api-key", "--github-token"])("refuses %s, in both spellings", (flag) => {
    for (const line of [`${flag} sk-0123456789abcdefghij`, `doctor ${flag}=sk-0123456789abcdefghij`]) {
      expect(refused(line).message).toContain("does not belong on a command line");
      expect(JSON.stringify(read(line))).not.toContain("sk-0123456789");
    }
  });

  it.each(["--sk-0123456789abcdefghij", "sk-0123456789abcdefghij", "init sk-0123456789abcdefghij"])(
    "does not repeat a key that stands where none belongs: %s",
    (line) => {
      expect(JSON.stringify(refused(line).message + refused(line).help)).not.toContain("0123456789");
    },
  );
});

describe("the process", () => {
  it.each([["--nonsense"], ["--help"], ["--list"], ["--version"], ["explain"], ["init"], ["validate"]])(
    "says and answers what the command does: %s",
    async (...args) => {
      expect(await program(args)).toEqual(await command(args));
    },
  );

  it.each([["--nonsense"], ["nonsense"], ["init", "doctor"], ["explain", "nonsense"], ["--scenario", "nonsense"]])(
    "exits 64 and says why on stderr alone: %s %s",
    async (...args) => {
      const { code, stdout, stderr } = await command(args.filter((arg) => arg !== undefined));
      expect({ code, stdout }).toEqual({ code: 64, stdout: "" });
      expect(stderr).toMatch(/^error: .+\n.+\n$/);
    },
  );

  it("knows what npm does to a flag without --", async () => {
    const { code, stderr } = await command(["bad-key"]);
    expect(code).toBe(64);
    expect(stderr).toContain("npm start -- --scenario bad-key");
  });

  it("prints its help with every command, every flag and the exit codes", async () => {
    const { code, stdout } = await command(["--help"]);
    expect(code).toBe(0);
    for (const { name, flags } of COMMANDS.filter((each) => each.name !== "gate")) {
      expect(stdout).toContain(`\n  ${name}`);
      const own = await command(["help", name]);
      for (const flag of flags) expect(own.stdout).toContain(`--${flag.name}`);
    }
    for (const line of ["0   proceed", "1   rollback", "2   hold", "64  wrong usage"]) expect(stdout).toContain(line);
  });

  it.each(["40", "100"])("fits its help into %s columns", async (columns) => {
    for (const args of [["--help"], ["doctor", "--help"], ["--list"], ["explain"]]) {
      const { stdout } = await command(args, { env: { COLUMNS: columns } });
      const prose = stdout.split("\n").filter((line) => !/^ {0,2}\S+$|^ {0,2}(COMETAPI_KEY=|node |--)/.test(line));
      expect(prose.filter((line) => line.length > Number(columns) && !/^ {2}\S+ {2}/.test(line))).toEqual([]);
    }
  });

  it.each(["--version", "-v"])("prints the version alone: %s", async (flag) => {
    const { code, stdout } = await command([flag]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it("has no colour with --no-color, whatever the environment forces", async () => {
    const env = { FORCE_COLOR: "1" };
    expect((await program(["explain", "401"], { env })).stdout).toContain("\u001b[");
    expect((await program(["explain", "401", "--no-color"], { env })).stdout).not.toContain("\u001b[");
    expect((await program(["explain", "401"], { env: { ...env, NO_COLOR: "1" } })).stdout).not.toContain("\u001b[");
  });

  it("lists the scenarios as text and as JSON", async () => {
    expect((await command(["--list"])).stdout).toContain("bad-key");
    const { scenarios } = JSON.parse((await command(["--list", "--json"])).stdout);
    expect(scenarios).toContainEqual(expect.objectContaining({ name: "bad-key", decision: "rollback" }));
  });
});

describe("the words of the terminal", () => {
  it.each(INPUT_FLAGS.map(({ name }) => name))("are a flag where a message names the input %s", (name) => {
    expect(inFlags(`input ${name} is wrong`)).toBe(`--${name} is wrong`);
    expect(inFlags(`leave it out of the input ${name}.`)).toBe(`leave it out of --${name}.`);
  });

  it("are a variable where it names a key", () => {
    expect(inFlags("input api-key has white space")).toBe("COMETAPI_KEY has white space");
  });

  it.each(["input known-good-api-key is wrong", "an input item of type x", "input modelling", "the inputs of a step"])(
    "leave everything else as it is: %s",
    (text) => {
      expect(inFlags(text)).toBe(text);
    },
  );

  it("reach the report, validate, doctor, plan and explain", async () => {
    for (const args of [
      ["--samples", "1"],
      ["validate", "--samples", "1"],
      ["doctor", "--timeout", "1"],
      ["plan", "--samples", "1"],
      ["explain", "timeout-rate"],
    ]) {
      const { stdout } = await command(args);
      expect(stdout).toMatch(/--(samples|timeout)\b/);
      expect(stdout).not.toMatch(/\binput\s+(samples|timeout)\b/);
    }
  });

  it("leave the user's own text as it is", async () => {
    const { stdout } = await command([
      "--scenario",
      "healthy",
      "--probes",
      "chat",
      "--details",
      "--change-id",
      "input model",
    ]);
    expect(stdout).toContain("change input model");
  });
});
