/** Reading a summary back, as a person sees it. */
import { parse } from "yaml";

/** Titles of the sections in their order, folded ones in parentheses. */
export function titles(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^### (.+)$|<summary>(.+)<\/summary>/gm)].map(([, open, folded]) =>
    open === undefined ? `(${folded})` : open,
  );
}

/** Tables, each a list of rows, each a list of cells. */
export function tables(markdown: string): readonly (readonly (readonly string[])[])[] {
  return [...markdown.matchAll(/(?:^\|.*\|$\n?)+/gm)].map(([text]) =>
    text
      .trim()
      .split("\n")
      // A no-break space keeps icon and word together; to a reader it is a space.
      .map((line) => line.replaceAll("\u00A0", " ").slice(2, -2).split(" | "))
      .filter(([first]) => first !== "---"),
  );
}

/** What stands under a title, up to the next section. */
export function under(title: string, markdown: string): string {
  const [, rest = ""] = markdown.split(new RegExp(`^(?:### ${title}$|<details><summary>${title}</summary>$)`, "m"));
  return rest.split(/^(?:### |<details>|<\/details>)/m)[0] ?? "";
}

/** The numbered steps of a text, without their numbers. */
export function steps(text: string): readonly string[] {
  return [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, step]) => step ?? "");
}

/** What the fenced workflow blocks of a text say. */
export function workflows(text: string): readonly unknown[] {
  return [...text.matchAll(/^```yaml\n([\s\S]*?)\n```$/gm)].map(([, yaml]) => parse(yaml ?? ""));
}
