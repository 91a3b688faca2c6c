/** True for text that somebody meant to replace: `<MODEL_ID>`, `REPLACE_WITH_...`, `YOUR_MODEL`, `${MODEL}`, `changeme`. */
export function isPlaceholder(text: string): boolean {
  return (
    /^<.*>$|^\$\{?\w+\}?$|\$\{\{|^\{\{.*\}\}$|^\[([^\]]*|.*\s.*)\]$/s.test(text) ||
    /^(replace|your|insert|enter|put)[ _-]|^(change|replace)[ _-]?me$|^(todo|tbd|fixme|placeholder|model[_-]id|x{3,})$/i.test(
      text,
    )
  );
}

/**
 * A variable of a template language: `${MODEL}`, `{{ model }}`, `{% ... %}`, `<%= model %>`, `#{model}`, `{model}`,
 * `%MODEL%`, `@@MODEL@@`. In a prompt the application fills it in, in any other field nobody does.
 */
export const VARIABLE =
  /\$\{[^{}]{1,200}\}|\$\(\w{1,100}\)|\{\{[^{}]{1,200}\}\}|\{%[^{}]{1,200}%\}|<%[^<>]{1,200}%>|#\{[^{}]{1,200}\}|<[A-Z][A-Z0-9 _-]{1,100}>|^\$\w{1,100}$|^\{[\w.]{1,100}\}$|^%\w{1,100}%$|^(@@|__)\w{1,100}\1$/;
