import { z } from "zod";
import * as s from "./schema-words.ts";

/** The `probes.logs` section (product.md, "Gate file"). */
export const LogsSchema = s
  .section({
    files: z
      .union([s.path(), s.listOf(s.path())], "must be a path or a list of paths")
      .describe(
        "Files or globs below the working directory, or absolute: JSON lines, logfmt or plain text, also gzipped.",
      ),
    require: s
      .listOf(s.filledText())
      .optional()
      .describe("Fields that every record of the run must have, nested ones with dots; default the checklist's nine."),
  })
  .describe("Log files that an earlier step exported.");
