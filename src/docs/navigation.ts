/** What the links in a paragraph say of it. */
interface ParagraphLinks {
  readonly linked: boolean;
  /** Its words are links to other pages alone: a breadcrumb or a menu, which names no field. */
  readonly navigates: boolean;
}

/** Follows the links of a page; one within the page, as headings have, leads nowhere else. */
export function linkReader() {
  let [linked, beside, open] = [false, false, 0];
  return {
    open: (href = "#"): void => {
      linked = true;
      if (!href.includes("#")) open += 1;
    },
    close: (): void => {
      open = Math.max(0, open - 1);
    },
    text: (text: string): void => {
      beside ||= open === 0 && /[\p{L}\p{N}]/u.test(text);
    },
    /** The paragraph that ends here. */
    end: (): ParagraphLinks => {
      const links = { linked, navigates: linked && !beside };
      [linked, beside] = [false, false];
      return links;
    },
  };
}
