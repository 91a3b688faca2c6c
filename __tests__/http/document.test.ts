import { describe, expect, it } from "@jest/globals";
import { MAX_BYTES } from "../../src/http/body.ts";
import { answerOf, ask, failureOf } from "./asking.ts";
import { answering, head, speaking } from "./wire.ts";

const plan = { method: "GET", body: undefined, expect: "document" } as const;
const askPage = (url: string) => ask(url, { plan });

describe("a document", () => {
  it("is asked for as Markdown first, then as HTML, then as plain text", async () => {
    let request = "";
    await using server = await speaking((socket, text) => {
      request = text;
      socket.end(`${head(200)}ok`);
    });
    await askPage(server.url);
    expect(request).toMatch(/^accept: text\/markdown, text\/html;q=0\.9, text\/plain;q=0\.8\r$/im);
  });

  it.each(["text/markdown", "text/html", "text/plain", "text/event-stream", "application/json", "x bogus", ""])(
    "of type %j is read to its end",
    async (type) => {
      const text = "x".repeat(1024 * 1024 + 1);
      await using server = await answering(head(200, { "content-type": type }), text);
      const answer = await answerOf(askPage(server.url));
      expect([answer.end.kind, answer.bytes, answer.events]).toEqual(["complete", text.length, null]);
    },
  );

  it("at the limit is read, one byte more is body-too-large", async () => {
    const text = "x".repeat(MAX_BYTES.document);
    await using fits = await answering(head(200), text);
    expect((await answerOf(askPage(fits.url))).end).toEqual({ kind: "complete" });
    await using over = await answering(head(200), `${text}x`);
    expect(await failureOf(askPage(over.url))).toMatchObject({ detail: "body-too-large" });
  });

  it("in another encoding than UTF-8 can still be read", async () => {
    await using server = await answering(head(200), Buffer.from([0x41, 0xff]));
    expect(await answerOf(askPage(server.url))).toMatchObject({ text: "A\uFFFD", end: { kind: "complete" } });
  });

  it("that is an error page is only sampled", async () => {
    await using server = await answering(head(503), "x".repeat(300 * 1024));
    expect((await answerOf(askPage(server.url))).end).toEqual({ kind: "left-open" });
  });
});
