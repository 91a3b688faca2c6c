/** True for text that somebody meant to replace: `<MODEL_ID>`, `REPLACE_WITH_...`, `YOUR_MODEL`, `${MODEL}`, `changeme`. */
export function isPlaceholder(text: string): boolean {
  return (
    /^<.*>$|^\$\{?\w+\}?$|\$\{\{|^\{\{.*\}\}$|^\[.*\]$/s.test(text) ||
    /^(replace|your|insert|enter|put)[ _-]|^(change|replace)[ _-]?me$|^(todo|tbd|fixme|placeholder|model[_-]id|x{3,})$/i.test(
      text,
    )
  );
}
