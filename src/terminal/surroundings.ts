/** What is between this machine and the endpoint: Node, proxy, certificates, and GitHub's API. Names only, no credential. */
import { accessSync, constants } from "node:fs";
import { basename, resolve } from "node:path";
import { exchange } from "../http/exchange.ts";
import type { Fact } from "../report/document.ts";
import type { Network } from "../settings/settings.ts";
import type { Terminal } from "./terminal.ts";

/** Where GitHub's API is when no variable says otherwise; GitHub Enterprise Server sets the variable. */
const GITHUB_API = "https://api.github.com";

/** Limits of the one question to GitHub, ms: it decides nothing, so nobody waits long for it. */
const GITHUB_LIMITS = { connectMs: 5_000, firstByteMs: 10_000, idleMs: 10_000, totalMs: 10_000 } as const;

/** A proxy without its credentials. */
interface Proxy {
  readonly variable: "HTTPS_PROXY" | "HTTP_PROXY";
  readonly host: string;
  readonly credentials: boolean;
}

/** What was found. */
export interface Surroundings {
  readonly node: string;
  readonly proxies: readonly Proxy[];
  /** NO_PROXY is set. */
  readonly exceptions: boolean;
  /** Where certificates come from, one phrase each. */
  readonly certificates: readonly string[];
  /** Why NODE_EXTRA_CA_CERTS has no effect; null: it has, or is not set. */
  readonly certificateProblem: string | null;
  readonly github: {
    readonly host: string;
    readonly state: "reachable" | "unreachable" | "not asked";
    readonly detail: string;
  };
}

/** Looks around. `network` is what the settings made of the proxy variables; GitHub is not asked beside the sandbox. */
export async function lookAround(terminal: Terminal, network: Network, sandbox: boolean): Promise<Surroundings> {
  return {
    node: process.version,
    proxies: [...proxy("HTTPS_PROXY", network.httpsProxy), ...proxy("HTTP_PROXY", network.httpProxy)],
    exceptions: network.noProxy !== "",
    certificates: certificatesOf(terminal.env),
    certificateProblem: certificateProblem(terminal),
    github: await askGitHub(terminal, network, sandbox),
  };
}

/** The same as lines of a table. */
export function surroundingFacts(found: Surroundings): readonly Fact[] {
  const { node, proxies, exceptions, certificates, certificateProblem, github } = found;
  const named = proxies.map(
    ({ variable, host, credentials }) => `${variable} ${host}${credentials ? " (with credentials)" : ""}`,
  );
  const through = named.length === 0 ? "none" : `${named.join(", ")}${exceptions ? "; NO_PROXY has exceptions" : ""}`;
  return [
    ["Node", node],
    ["proxy", through],
    ["certificates", [...certificates, ...(certificateProblem === null ? [] : [certificateProblem])].join("; ")],
    ["GitHub API", `${github.host}: ${github.state}${github.detail === "" ? "" : ` (${github.detail})`}`],
  ];
}

function proxy(variable: Proxy["variable"], text: string): readonly Proxy[] {
  const url = text === "" ? null : URL.parse(text);
  return url === null ? [] : [{ variable, host: url.host, credentials: url.username !== "" || url.password !== "" }];
}

function certificatesOf(env: Terminal["env"]): readonly string[] {
  const options = env.NODE_OPTIONS ?? "";
  const extra = env.NODE_EXTRA_CA_CERTS?.trim();
  return [
    "those that come with Node",
    ...(env.NODE_USE_SYSTEM_CA === "1" || options.includes("--use-system-ca") ? ["the system's"] : []),
    ...(options.includes("--use-openssl-ca") ? ["OpenSSL's"] : []),
    ...(extra ? [`NODE_EXTRA_CA_CERTS (${basename(extra)})`] : []),
  ];
}

/** Node only warns about a file that it cannot read, and every request then fails in the TLS handshake. */
function certificateProblem({ env, workingDirectory }: Terminal): string | null {
  const extra = env.NODE_EXTRA_CA_CERTS?.trim();
  if (!extra) return null;
  try {
    accessSync(resolve(workingDirectory, extra), constants.R_OK);
    return null;
  } catch {
    return `${basename(extra)} cannot be read, so Node does without it`;
  }
}

async function askGitHub(
  { env, cancelled }: Terminal,
  network: Network,
  sandbox: boolean,
): Promise<Surroundings["github"]> {
  const url = URL.parse(env.GITHUB_API_URL?.trim() || GITHUB_API);
  if (url === null || !/^https?:$/.test(url.protocol))
    return { host: "GITHUB_API_URL", state: "unreachable", detail: "not the URL of an API" };
  const { host } = url;
  if (sandbox) return { host, state: "not asked", detail: "the sandbox stays on this machine" };
  const baseUrl = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  const plan = { method: "GET", path: "/meta", expect: "json", credential: "configured" } as const;
  const answer = await exchange(plan, { baseUrl, headers: {} }, GITHUB_LIMITS, network, cancelled);
  if (answer.kind === "aborted") return { host, state: "not asked", detail: "cancelled" };
  if (answer.kind === "no-answer") {
    const { category, code } = answer.failure;
    return { host, state: "unreachable", detail: code === null ? category : `${category} ${code}` };
  }
  // A rate limit or a login page of Enterprise Server is an answer of GitHub, too.
  const ok = answer.status < 500 && answer.status !== 407;
  return { host, state: ok ? "reachable" : "unreachable", detail: `status ${answer.status}` };
}
