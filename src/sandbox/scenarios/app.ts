import { appError, appReply } from "../app.ts";
import { relayError } from "../errors.ts";
import type { Fault, Scenario } from "../fault.ts";

/** Scenarios about the deployed service, whose provider is healthy. */
export const APP = [
  {
    name: "app-wrong-version",
    description: "The deployed service answers well, but still runs the version before.",
    expect: { decision: "rollback", trigger: "app-behaviour" },
    probes: ["app"],
    fault: application(({ asked }) => appReply(asked, { version: "2026.11.13-4" })),
  },
  {
    name: "app-leaks-provider-error",
    description: "The deployed service passes an error of its provider on to its users.",
    expect: { decision: "rollback", trigger: "app-behaviour" },
    probes: ["app"],
    fault: application(({ asked }) => relayError(asked, 502, "do_request_failed", "upstream error")),
  },
  {
    name: "app-fallback",
    description: "The deployed service says that its fallback answered, every time.",
    expect: { decision: "rollback", trigger: "fallback-rate" },
    probes: ["app"],
    fault: application(({ asked }) => appReply(asked, { fallback: true })),
  },
  {
    name: "app-error",
    description: "The deployed service answers 500 in its own words, every time.",
    expect: { decision: "rollback", trigger: "error-rate" },
    probes: ["app"],
    fault: application(({ asked }) => appError(asked, 500, "something went wrong")),
  },
] as const satisfies readonly Scenario[];

/** Only what the deployed service answers. */
function application(fault: Fault): Fault {
  return (turn) => (turn.asked.endpoint === "app" ? fault(turn) : turn.healthy);
}
