/**
 * User name and password of a URL: what stands before its host. A password may hold a colon, an `@` or, behind the first
 * colon, a slash; digits there are a port.
 */
const USERINFO = /(\/\/)(?:[^\s/?#]*@|[^\s/?#:@[]*:(?!\d+[/?#])[^\s@]*@)/g;

/** The text without what a URL in it is opened with: such a text is shown, and often only there to tell things apart. */
export function withoutUserinfo(text: string): string {
  return text.replace(USERINFO, "$1");
}

/** The text that percent-encoding stands for; itself where it stands for none. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
