/** Fields that journald exports as lists of bytes, because a colour or a line break is in them (systemd.journal-export-formats). */
import type { Block } from "./blocks.ts";

/** Every entry has it. */
const MESSAGE = 'MESSAGE"';

/** A field of the journal, whose name has capitals alone, with bytes as numbers. */
const BYTES = /("[A-Z_][A-Z0-9_]{0,63}"\s{0,4}:\s{0,4})\[((?:\s{0,8}\d{1,3}\s{0,8},)*\s{0,8}\d{1,3}\s{0,8})\]/g;

/** The block with such fields as texts; the lines stay as they are. */
export function withTexts(block: Block): Block {
  const { bytes, to, whole } = block;
  const at = whole ? bytes.subarray(0, to).indexOf(MESSAGE) : -1;
  if (at === -1) return block;
  const written = bytes.toString("latin1", 0, to);
  const text = written.replace(BYTES, (_, name: string, numbers: string) => {
    const said = Buffer.from(numbers.split(",").map(Number)).toString();
    return name + Buffer.from(JSON.stringify(said)).toString("latin1");
  });
  if (text === written) return block;
  const changed = Buffer.from(text, "latin1");
  return { ...block, bytes: changed, to: changed.length };
}
