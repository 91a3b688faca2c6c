/** What a case may use: servers as they were at the reference, both doors of the bundle under test, and a notebook. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { changingDigests } from "./digests.ts";
import { normalise } from "./normalise.ts";
import { type Run, runAction, runTerminal, type Step } from "./step.ts";

/** Which bundle is asked, and from which tree its servers come. */
export interface Side {
  /** Folder with `dist/`, `action.yml` and `package.json`. */
  readonly bundle: string;
  /** The whole repository at the reference: both sides face the same servers. */
  readonly servers: string;
}

/** A gateway that answers on loopback. */
export interface Gateway {
  readonly baseUrl: string;
  readonly origin: string;
  readonly model: string;
  readonly key: string;
}

/** The double of GitHub's API that the tests use (`__tests__/github/double.ts`), as far as cases need it. */
export interface GitHub {
  readonly apiUrl: string;
  readonly token: string;
  readonly repository: string;
  readonly forum: {
    readonly add: (thread: object) => unknown;
    readonly threads: readonly object[];
    readonly comments: readonly { readonly body: string }[];
  };
  readonly behaviour: Record<string, unknown>;
}

/** One thing to compare: what it does, and under which name. */
export interface Case {
  readonly name: string;
  readonly run: (world: World) => Promise<void>;
}

const KEY = ["sk", "golden", "0123456789abcdef"].join("-");

/** The world of one case; `close` ends every server that it started. */
export class World {
  readonly #side: Side;
  readonly #open: (() => unknown)[] = [];
  readonly #pages: string[] = [];

  constructor(side: Side) {
    this.#side = side;
  }

  async sandbox(scenario: string): Promise<Gateway> {
    const { startSandbox } = await this.#load("src/sandbox/gateway.ts");
    const sandbox = await startSandbox(scenario);
    this.#open.push(() => sandbox.close());
    const { baseUrl, model, key } = sandbox;
    return { baseUrl, origin: new URL(baseUrl).origin, model, key };
  }

  async github(): Promise<GitHub> {
    const { startDouble, TOKEN, REPOSITORY } = await this.#load("__tests__/github/double.ts");
    const double = await startDouble();
    this.#open.push(() => double.close());
    return { ...double, token: TOKEN, repository: REPOSITORY };
  }

  /** A gateway that this project did not write. */
  async aimock(flags: readonly string[], fixture: object): Promise<Gateway> {
    const model = "mock-model";
    const folder = mkdtempSync(join(tmpdir(), "golden-aimock-"));
    const fixtures = join(folder, "fixtures.json");
    writeFileSync(
      fixtures,
      JSON.stringify({ fixtures: [{ match: { model }, response: { content: "OK" }, ...fixture }] }),
    );
    const origin = `http://127.0.0.1:${await freePort()}`;
    const cli = join(this.#side.servers, "node_modules/@copilotkit/aimock/dist/cli.js");
    const server = spawn(process.execPath, [cli, "-p", new URL(origin).port, "-f", fixtures, ...flags], {
      env: { PATH: process.env.PATH, AIMOCK_API_KEYS: KEY },
    });
    this.#open.push(() => rmSync(folder, { recursive: true }));
    this.#open.push(() => server.kill());
    await listening(server);
    return { baseUrl: `${origin}/v1`, origin, model, key: KEY };
  }

  /** A bare TCP server: what it answers is the case's own. */
  async tcp(onSocket: (socket: Socket) => void): Promise<Gateway> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => onSocket(sockets.add(socket.on("error", () => undefined)) && socket));
    const origin = `http://127.0.0.1:${await portOf(server)}`;
    this.#open.push(() => server.close());
    this.#open.push(() => {
      for (const socket of sockets) socket.destroy();
    });
    return { baseUrl: `${origin}/v1`, origin, model: "m", key: KEY };
  }

  /** A text file of the repository as it was at the reference. */
  document(path: string): string {
    return readFileSync(join(this.#side.servers, path), "utf8");
  }

  async action(run: Run): Promise<Step> {
    return this.#keep(await runAction(this.#side.bundle, run));
  }

  async terminal(args: readonly string[], run: Run = {}): Promise<Step> {
    return this.#keep(await runTerminal(this.#side.bundle, args, run));
  }

  /** Keeps a text of a server's: what arrived there. */
  note(title: string, text: string): void {
    const plain = changingDigests([text])(normalise(text, this.#side.bundle, ""));
    this.#pages.push(`===== ${title}\n${plain}`);
  }

  /** Everything that the case saw, one text. */
  text(): string {
    return this.#pages.join("\n");
  }

  async close(): Promise<void> {
    for (const end of this.#open.splice(0).reverse()) await end();
  }

  #keep(step: Step): Step {
    const texts = [step.stdout, ...Object.values(step.outputs), ...Object.values(step.files)];
    const changing = changingDigests(texts);
    const clean = (text: string) => changing(normalise(text, this.#side.bundle, step.workspace));
    const parts = [
      ["exit code", String(step.exitCode)],
      ["stdout", step.stdout],
      ["stderr", step.door === "index.js" ? step.stderr : sorted(step.stderr)],
      ...Object.entries(step.outputs).map(([name, value]) => [`output ${name}`, value]),
      ...Object.entries(step.files).map(([name, value]) => [`file ${name}`, value]),
    ];
    const title = `===== ${this.#pages.length + 1}: ${step.door}`;
    this.#pages.push([title, ...parts.map(([name = "", text = ""]) => `--- ${name}\n${clean(text)}`)].join("\n"));
    return step;
  }

  // biome-ignore lint/suspicious/noExplicitAny: modules of another version of this repository
  #load(path: string): Promise<any> {
    return import(pathToFileURL(join(this.#side.servers, path)).href);
  }
}

/** Progress is told in the order in which answers arrive, which no two runs share. */
function sorted(text: string): string {
  return text.split("\n").sort().join("\n");
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      if (/listening/i.test(said)) resolve();
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.on("close", () => reject(new Error(`aimock ended: ${said}`)));
  });
}
