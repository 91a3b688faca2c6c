/**
 * After an installation: removes the headers that come with the dev dependency `node`, 67 MB in 2,800 files for compiling
 * native modules. Nothing here compiles any.
 */
import { globSync, rmSync } from "node:fs";

for (const headers of globSync("node_modules/node/node_modules/node-*/include")) rmSync(headers, { recursive: true });
