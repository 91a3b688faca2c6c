/**
 * `init`: a commented gate file and a workflow, without a question, made of what the repository shows. What is already there is
 * never touched.
 */
import { existsSync, lstatSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder, writeWhole } from "../files/write.ts";
import type { Tone } from "../report/document.ts";
import { hanging, wrap } from "../report/terminal-text.ts";
import { errorCode } from "../text/error-code.ts";
import type { Invocation } from "./command-line.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { initialGateFile } from "./init-gate-file.ts";
import { reportSightings } from "./init-reports.ts";
import { repositoryAt } from "./init-repository.ts";
import { routeSightings } from "./init-routes.ts";
import { templateSightings } from "./init-templates.ts";
import { initialWorkflow } from "./init-workflow-file.ts";
import { workflowsIn } from "./init-workflows.ts";
import { USES, withGateName } from "./program.ts";
import { columnsOf, paintFor, say, type Terminal } from "./terminal.ts";

/** What became of one file. */
interface InitialFile {
  readonly path: string;
  readonly state: "written" | "exists" | "failed";
  /** Error code of a file that could not be written, for example `EACCES`; null otherwise. */
  readonly code: string | null;
}

/** Writes what is not there yet. Exit 2 when a file was already there or could not be written. */
export async function init({ switches }: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { gateFile, workflow, secret } = await initialFiles(terminal.workingDirectory);
  const files = [
    write(".github/release-gate.yml", withGateName(gateFile, terminal.program), terminal.workingDirectory),
    write(".github/workflows/release-gate.yml", withGateName(workflow, terminal.program), terminal.workingDirectory),
  ];
  const warning = rootWarning(terminal.workingDirectory);
  say(terminal, switches.has("json"), "init", { files, warning }, () => report(files, warning, secret, terminal));
  return files.every(({ state }) => state === "written") ? EXIT.proceed : EXIT.hold;
}

/** Both texts, by what is seen in the folder. */
async function initialFiles(root: string) {
  const repository = repositoryAt(root);
  const workflows = workflowsIn(repository);
  const templates = await templateSightings(repository);
  const sightings = [
    ...templates,
    ...workflows.sightings,
    ...routeSightings(repository),
    ...reportSightings(repository),
  ];
  return {
    gateFile: initialGateFile(sightings),
    workflow: initialWorkflow(
      workflows,
      templates.some(({ certain }) => certain),
    ),
    secret: workflows.secret,
  };
}

function write(path: string, text: string, root: string): InitialFile {
  const file = join(root, path);
  try {
    // The gate reads a gate file of either ending, and refuses both. A link that leads nowhere is there, too.
    const isThere = [file, file.replace(/\.yml$/, ".yaml")].some((name) => lstatSync(name, { throwIfNoEntry: false }));
    if (isThere) return { path, state: "exists", code: null };
    if (leadsAway(path, root)) return { path, state: "failed", code: "ELOOP" };
    makeFolder(dirname(file));
    writeWhole(file, text);
    return { path, state: "written", code: null };
  } catch (error) {
    return { path, state: "failed", code: errorCode(error) };
  }
}

/** A folder on the way that is a link may lead out of the repository, and git would not follow it either. */
function leadsAway(path: string, root: string): boolean {
  const folders = dirname(path).split("/");
  return folders.some((_, index) =>
    lstatSync(join(root, ...folders.slice(0, index + 1)), { throwIfNoEntry: false })?.isSymbolicLink(),
  );
}

/** GitHub reads `.github` only at the root of a repository. */
function rootWarning(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return null;
  return "This folder is not the root of a git repository (there is no .git here). GitHub reads .github/ at the root only: move the files there if this is not it.";
}

/** How a state is shown. */
const STATES: Readonly<Record<InitialFile["state"], { readonly word: string; readonly tone: Tone }>> = {
  written: { word: "wrote ", tone: "good" },
  exists: { word: "exists", tone: "warn" },
  failed: { word: "failed", tone: "bad" },
};

function report(
  files: readonly InitialFile[],
  warning: string | null,
  secret: string | null,
  terminal: Terminal,
): string {
  const paint = paintFor(terminal);
  const columns = columnsOf(terminal);
  const lines = files.map(({ path, state, code }) => {
    const aside = state === "exists" ? " (left as it is)" : code === null ? "" : ` (${code})`;
    const { word, tone } = STATES[state];
    return `${paint[tone](word)}  ${path}${aside}`;
  });
  const notices = warning === null ? [] : ["", ...wrap(warning, 0, columns).map(paint.warn)];
  return [...lines, ...notices, "", paint.bold("Next steps"), ...steps(terminal.program, secret, columns)].join("\n");
}

function steps(program: string, secret: string | null, columns: number): readonly string[] {
  const store = ["Store the provider key as the secret COMETAPI_KEY:", "gh secret set COMETAPI_KEY"] as const;
  const all: readonly (readonly [string, string])[] = [
    // A secret that a workflow reads is stored already.
    ...(secret === null ? [store] : []),
    ["Name the model in the variable COMETAPI_MODEL:", "gh variable set COMETAPI_MODEL --body your-model-id"],
    [
      withGateName(USES, program).startsWith("OWNER/")
        ? "In the workflow replace OWNER by the account that publishes the action, and the deploy step by your own:"
        : "In the workflow replace the deploy step by your own:",
      ".github/workflows/release-gate.yml",
    ],
    ["Check the files, without key and network:", `${program} validate`],
    ["Ask your endpoint what it speaks, with COMETAPI_KEY set:", `${program} doctor --model your-model-id`],
  ];
  return all.flatMap(([what, how], index) => [...hanging(`  ${index + 1}. `, what, columns), `     ${how}`]);
}
