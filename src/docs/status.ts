/** Statuses in front of a text: `429 Too Many Requests`, `500 or 503`, `HTTP 401:`. A count of something is none. */
export function statusIn(text: string): readonly string[] {
  const [, head = ""] =
    /^(?:(?:http|error|status)\s*(?:code)?\s*:?\s*)?([1-5]\d\d(?:(?:\s*[,/]\s*|\s+(?:or|and)\s+)[1-5]\d\d)*)(?=$|\s*[:(\u2013\u2014-]|\s+[A-Z])/i.exec(
      text.trim(),
    ) ?? [];
  return head.match(/\d{3}/g) ?? [];
}
