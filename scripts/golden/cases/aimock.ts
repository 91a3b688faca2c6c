/** A gateway that this project did not write, healthy and in chaos. */
import type { Case } from "../world.ts";
import { inputsFor } from "./scenarios.ts";

const GATE_FILE = `version: 1
sampling: { settle: 50ms }
probes:
  error-path: { waive: [{ case: missing-field, why: answers a missing input with a bare 500 }] }
`;

const PROBES = "chat, chat-stream, responses, responses-stream, error-path, auth-path";

const KINDS: readonly (readonly [string, readonly string[], object, Readonly<Record<string, string>>])[] = [
  ["healthy", [], {}, {}],
  ["without a waiver", [], {}, { "gate-file": "" }],
  ["key refused", [], {}, { "api-key": "sk-aimock-refused-0123456789" }],
  ["malformed", ["--chaos-malformed", "1"], {}, { timeout: "1500ms" }],
  ["disconnect", ["--chaos-disconnect", "1"], {}, { timeout: "1500ms" }],
  ["drop", ["--chaos-drop", "1"], {}, { timeout: "1500ms" }],
  ["ratelimit", ["--chaos-ratelimit", "1"], {}, { timeout: "1500ms" }],
  ["latency", ["--chaos-latency", "3000"], {}, { timeout: "1500ms" }],
  ["streams cut", [], { truncateAfterChunks: 1 }, {}],
];

export function aimockCases(): readonly Case[] {
  return KINDS.map(([name, flags, fixture, inputs]) => ({
    name: `aimock ${name}`,
    run: async (world) => {
      const gateway = await world.aimock(flags, fixture);
      const usual = { ...inputsFor(gateway), probes: PROBES, "gate-file": "gate.yml", timeout: "5s" };
      await world.action({ inputs: { ...usual, ...inputs }, files: { "gate.yml": GATE_FILE } });
    },
  }));
}
