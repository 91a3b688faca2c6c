import { isAbsolute, relative, sep } from "node:path";

/** Whether a path is below a folder; both are real ones. */
export function isWithin(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
