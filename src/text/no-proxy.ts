/*
 * The hosts of NO_PROXY, to which no proxy is asked the way. No standard says how they are written; read is what curl, Go and
 * Python read: names with and without a leading dot, `*.name`, `*`, addresses, networks (CIDR), each with a port.
 */
import { BlockList, isIP } from "node:net";

/** Ports of a URL that names none. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/** One entry of the list; `port` null: any. */
type Exception = { readonly port: number | null } & (
  | { readonly kind: "all" }
  /** `apex`: the name itself too, not only what is below it. */
  | { readonly kind: "name"; readonly name: string; readonly apex: boolean }
  | { readonly kind: "addresses"; readonly addresses: BlockList }
);

/** Whether the list exempts this URL from the proxy. */
export function exempts(noProxy: string, url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$|\.$/g, "");
  const port = Number(url.port) || (DEFAULT_PORTS[url.protocol] ?? 0);
  return entriesOf(noProxy).some((entry) => {
    const exception = read(entry);
    return exception !== null && (exception.port ?? port) === port && covers(exception, host);
  });
}

/** Entries of the list that say nothing to the gate, as they are written. */
export function unreadExceptions(noProxy: string): readonly string[] {
  return entriesOf(noProxy).filter((entry) => read(entry) === null);
}

function entriesOf(noProxy: string): readonly string[] {
  return noProxy.split(/[,;|\s]+/).filter((entry) => entry !== "");
}

function covers(exception: Exception, host: string): boolean {
  switch (exception.kind) {
    case "all":
      return true;
    case "name":
      return host.endsWith(`.${exception.name}`) || (exception.apex && host === exception.name);
    case "addresses": {
      const family = isIP(host);
      return family !== 0 && exception.addresses.check(host, family === 6 ? "ipv6" : "ipv4");
    }
  }
}

function read(entry: string): Exception | null {
  const text = entry.toLowerCase();
  // A port behind an address of IPv6 needs its brackets; without them the last group would be taken for one.
  const [, bare = text, digits] = /^(\[.*\](?:\/\d+)?|[^:]*):(\d{1,5})$/.exec(text) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (bare === "*") return { kind: "all", port };
  const [, address = "", length] = /^\[?([\da-f:.]+?)\]?(?:\/(\d{1,3}))?\]?$/.exec(bare) ?? [];
  const addresses = network(address, length);
  if (addresses !== null) return { kind: "addresses", addresses, port };
  const [, lead = "", name = ""] = /^(\*?\.)?((?:[\w-]+\.)*[\w-]*[a-z][\w-]*)\.?$/.exec(bare) ?? [];
  return name === "" ? null : { kind: "name", name, apex: lead !== "*.", port };
}

/** The addresses of a network, or the one of an address without a length; null: it is neither. */
function network(address: string, length: string | undefined): BlockList | null {
  const family = isIP(address);
  const bits = family === 6 ? 128 : 32;
  const prefix = length === undefined ? bits : Number(length);
  if (family === 0 || prefix > bits) return null;
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 6 ? "ipv6" : "ipv4");
  return list;
}
