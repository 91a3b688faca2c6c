/** Reads HTML as a browser does. */
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;

/** An element of a page. */
export interface PageElement {
  readonly name: string;
  /** The text in it, without its markup. */
  readonly text: string;
  /** Name of the element that it stands in; empty for the root. */
  readonly parent: string;
}

/** Every element of a page in its order, with those that HTML implies. */
export function elementsOf(html: string): readonly PageElement[] {
  const elements = (node: Node): readonly PageElement[] => {
    const inner = "childNodes" in node ? node.childNodes.flatMap(elements) : [];
    if (!("tagName" in node)) return inner;
    const parent = node.parentNode !== null && "tagName" in node.parentNode ? node.parentNode.tagName : "";
    return [{ name: node.tagName, text: textOf(node), parent }, ...inner];
  };
  return elements(parse(html));
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}
