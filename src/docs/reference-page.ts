import { type Fetched, type FetchOptions, fetchPage } from "./fetch-page.ts";
import { formOf } from "./fingerprint.ts";
import type { DocsForm } from "./piece.ts";

/** A text that was read, or why none was. */
export type ReadText =
  | {
      readonly kind: "read";
      readonly url: string;
      readonly status: number;
      readonly form: DocsForm;
      readonly text: string;
    }
  | { readonly kind: "missing"; readonly status: number }
  | { readonly kind: "elsewhere"; readonly status: number }
  | { readonly kind: "unreachable"; readonly status: number | null; readonly why: string };

/**
 * Reads a reference page: its Markdown twin, and the page itself only where there is no twin. A twin that fails today is
 * waited for, not replaced: what is compared must not depend on the weather.
 */
export async function readReferencePage(address: string, asking: FetchOptions): Promise<ReadText> {
  const twin = twinOf(address);
  if (twin !== null) {
    const found = readable(await fetchPage(twin, asking));
    const absent = found.kind === "missing" || found.kind === "elsewhere";
    const refused = found.kind === "unreachable" && [400, 405, 406].includes(found.status ?? 0);
    if (found.kind === "read" ? found.form === "markdown" : !absent && !refused) return found;
  }
  return readable(await fetchPage(address, asking));
}

/** Reads one text, such as the index, as it is. */
export async function readPlainText(address: string, asking: FetchOptions): Promise<ReadText> {
  return readable(await fetchPage(address, asking));
}

/** The address of the Markdown twin (contracts.md, 1.1: append `.md`); null where the address is one, or a folder. */
function twinOf(address: string): string | null {
  const path = address.replace(/\/+$/, "");
  return /\.(?:mdx?|txt)$/.test(path) || new URL(address).pathname === "/" ? null : `${path}.md`;
}

const GONE = [404, 410];

function readable(fetched: Fetched): ReadText {
  if (fetched.kind === "silent") return { kind: "unreachable", status: null, why: fetched.why };
  if (fetched.kind === "refused") {
    const { status, why } = fetched;
    return why === "elsewhere" ? { kind: "elsewhere", status } : { kind: "unreachable", status, why: REDIRECTS[why] };
  }
  const { url, answer } = fetched;
  const { status, end } = answer;
  if (GONE.includes(status)) return { kind: "missing", status };
  if (status !== 200) return { kind: "unreachable", status, why: `status ${status}` };
  if (end.kind === "failed") return { kind: "unreachable", status, why: end.failure.detail ?? end.failure.category };
  const form = formOf(answer.mediaType, answer.text);
  if (form === null) return { kind: "unreachable", status, why: "neither Markdown nor HTML" };
  return { kind: "read", url, status, form, text: answer.text };
}

const REDIRECTS = {
  loop: "redirects in a circle",
  "too-many": "too many redirects",
  unusable: "a redirect without a usable address",
} as const;
