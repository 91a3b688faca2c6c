/**
 * After an installation in a clone: removes the headers that come with the dev dependency `node`, 67 MB in 2,800 files for compiling
 * native modules. Nothing here compiles any. npm calls it as the script `dependencies`, because a package with `postinstall`,
 * `build` or one of their kind is installed with all its dev dependencies by `npx github:...` before it starts.
 */
import { globSync, rmSync } from "node:fs";

for (const headers of globSync("node_modules/node/node_modules/node-*/include")) rmSync(headers, { recursive: true });
