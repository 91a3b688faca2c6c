/** Passwords of command lines: of the tools that take one in a short option, and of the variables that they read. */
import { isGivenPassword, isPassword } from "./live.ts";

/** A tool, as its line begins; behind it stand its options, as a shell or a list of arguments writes them. */
export interface Tool {
  /** Where a closer look begins. */
  readonly words: readonly string[];
  /** Signs of which one follows the word; absent: any may. */
  readonly behind?: string;
  /** What every command that gives a password has behind the word. */
  readonly needs?: string;
  /** From the word to the password: `user` and `password`, or `password` alone. */
  readonly form: RegExp;
}

/** Other arguments, within one command. */
const OTHERS = String.raw`[^|;&\n]{0,300}?`;
/** Between arguments: white space, and in lists quotes and commas. */
const GAP = String.raw`[\s"',\\]{1,6}`;
const QUOTE = String.raw`[\\"']{0,3}`;
const LOGIN = String.raw`${QUOTE}(?<user>[^\s:"'\\]{0,128}):(?<password>[^\s"'\\]{1,256})`;
const PASSWORD = String.raw`${QUOTE}(?<password>[^\s"'\\=]{1,256})(?!=)`;

/** An option of one letter, perhaps behind others of one dash, with what it takes behind white space or at once. */
const takes = (tool: string, letter: string, what: string, gap = `(?:${GAP})?`) =>
  new RegExp(`^${tool}${GAP}(?:${OTHERS}[\\s"',])?-${letter}${gap}${what}`);

// biome-ignore format: a table reads by its rows
export const TOOLS: readonly Tool[] = [
  {
    words: ["curl"], behind: ` \t"',.\\`, needs: ":",
    form: new RegExp(`^curl(?:\\.exe)?${GAP}(?:${OTHERS}[\\s"',])?(?:-[A-Za-z]{0,6}[uU](?:${GAP})?|--(?:proxy-)?user(?:=|${GAP}))${LOGIN}`),
  },
  { words: ["http -", "https -"], needs: ":", form: new RegExp(`^https? ${OTHERS}(?:-a|--auth)(?:=|${GAP})${LOGIN}`) },
  { words: ["mysql", "mariadb"], behind: ` \t"',\\-_adips`, needs: "-p", form: takes("(?:mysql|mariadb)(?:-?[a-z]{4,8})?", "p", PASSWORD, "") },
  { words: ["redis-cli", "valkey-cli"], needs: "-", form: takes("(?:redis|valkey)-cli", "(?:a|-pass)", PASSWORD, GAP) },
  { words: ["sshpass"], needs: "-p", form: takes("sshpass", "p", PASSWORD) },
  { words: ["login -"], needs: "-p", form: new RegExp(`^login (?:${OTHERS}\\s)?-p\\s${PASSWORD}`) },
  { words: ["mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport"], needs: "-p", form: takes("mongo[a-z]{2,7}", "p", PASSWORD, GAP) },
  { words: ["ldapsearch", "ldapmodify", "ldapadd", "ldapwhoami"], needs: "-w", form: takes("ldap[a-z]{3,6}", "w", PASSWORD, GAP) },
  { words: ["sqlcmd"], needs: "-P", form: takes("sqlcmd", "P", PASSWORD) },
  { words: [" pass:"], form: new RegExp(`^ pass:${PASSWORD}`) },
  { words: ["smbclient"], needs: "-U", form: new RegExp(`^smbclient\\s${OTHERS}-U\\s?${QUOTE}(?<user>[^\\s%"']{1,128})%(?<password>[^\\s"']{1,256})`) },
  { words: ["lftp"], needs: "-u", form: new RegExp(`^lftp\\s(?:${OTHERS}\\s)?-u\\s?${QUOTE}(?<user>[^\\s,"']{1,128}),(?<password>[^\\s"']{1,256})`) },
];

/** Characters of a command that are looked at. */
export const LONGEST_COMMAND = 600;

/** The password that a command of the tool gives that begins the text; null: none. */
export function passwordGiven({ form }: Tool, text: string): string | null {
  const { user, password = "" } = form.exec(text)?.groups ?? {};
  // A login is what a URL has in front of its host; without a name, any number could be meant.
  const isGiven =
    user === undefined
      ? isGivenPassword(password)
      : password !== user && isPassword(password) && !/[^!-~]/.test(password);
  return isGiven ? password : null;
}
