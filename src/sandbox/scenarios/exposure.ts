import { relayError } from "../errors.ts";
import { type Scenario, upstream } from "../fault.ts";
import { answer } from "../healthy.ts";
import { json } from "../reply.ts";
import { saying } from "../said.ts";

const EXPOSED = { decision: "rollback", trigger: "sensitive-exposure" } as const;

/** Text that means something to a workflow runner, to Markdown and to a browser, and must mean nothing in a report. */
const INJECTION =
  "::error::injected\n::add-mask::a\r\n| a | b |\n<img src=x onerror=alert(1)> `code` %0A::set-output::";

/** The same for a place where line breaks cannot occur. */
const INJECTION_LINE = INJECTION.replaceAll(/[\r\n]+/g, " ");

/** Scenarios in which an answer carries what must not come out again: the key, or text that a sink would act upon. */
export const EXPOSURE = [
  {
    name: "key-echoed",
    description: "The model's answer contains the Authorization header.",
    expect: EXPOSED,
    fault: upstream(({ asked }) => answer(asked, saying(`You sent ${asked.authorization}`))),
  },
  {
    name: "key-echoed-base64",
    description: "The message of a 500 contains the key, encoded in base64.",
    expect: EXPOSED,
    fault: upstream(({ asked }) => {
      const key = (asked.authorization ?? "").replace(/^Bearer /, "");
      return relayError(asked, 500, "do_request_failed", `upstream said ${Buffer.from(key).toString("base64")}`);
    }),
  },
  {
    name: "injected-commands",
    description: "A 500 whose code, message and request id contain workflow commands, Markdown and HTML.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: upstream(() => {
      const message = `${INJECTION} (request id: ${INJECTION_LINE})`;
      const error = { message, type: INJECTION, param: INJECTION, code: INJECTION };
      return json(500, { error }, { "x-cometapi-request-id": INJECTION_LINE });
    }),
  },
] as const satisfies readonly Scenario[];
