/** Signs that a log writes as escapes, as the signs that they are: a blank in a credential is often one of them. */

/**
 * Of JSON and JavaScript with any number of backslashes (`\\u2026`, `\\u{2026}`), of HTML, and bytes of UTF-8 beyond ASCII in
 * URLs and in dumps of bytes.
 */
const ESCAPE =
  /\\{1,8}u(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})|&#(?:(\d{1,7})|x([0-9a-f]{1,6}));|&(hellip|bull|lt|gt|quot|amp);|((?:(?:%|\\{1,8}x)[89a-f][0-9a-f]){2,4})/gi;

const NAMED: Readonly<Record<string, string>> = { hellip: "…", bull: "•", lt: "<", gt: ">", quot: '"', amp: "&" };

/** The text with its escapes undone; line breaks stay as they are written. */
export function unescaped(text: string): string {
  if (!/\\{1,8}[ux]|[&%]/i.test(text)) return text;
  return text.replace(ESCAPE, (written, json, braced, decimal, hex, name, bytes) => {
    if (bytes !== undefined) return Buffer.from(bytes.replace(/%|\\{1,8}x/gi, ""), "hex").toString();
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? written;
    const code = decimal === undefined ? Number.parseInt(json ?? braced ?? hex, 16) : Number(decimal);
    return code < 0x20 || code > 0x10ffff ? written : String.fromCodePoint(code);
  });
}
