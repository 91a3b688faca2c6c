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
    /** The paragraph that ends here. `navigates`: its words are links to other pages alone, as of a menu, which names no field. */
    end: () => {
      const links = { linked, navigates: linked && !beside };
      [linked, beside] = [false, false];
      return links;
    },
  };
}
