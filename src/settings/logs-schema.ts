import { z } from "zod";
import * as s from "./schema-words.ts";

/** The `probes.logs` section (product.md, "Gate file"). */
export const LogsSchema = s
  .section({
    files: z.union([s.path(), s.listOf(s.path())], "must be a path or a list of paths"),
    require: s.listOf(s.filledText()).optional(),
  })
  .describe("Log files that an earlier step exported.");
