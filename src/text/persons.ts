/*
 * Data of persons that stand in a text by mistake: e-mail addresses and payment cards. What was found is never repeated.
 */
/**
 * What may be an e-mail address; behind signs within a name it is one that was blanked (`h***r@`). In front of `:path/` or
 * a port stands a host with a user, `@2x.` is a picture. Lengths are bounded, so that a hostile text costs no more than its
 * length.
 */
const ADDRESS =
  /(?<![A-Za-z0-9._%+@-]|[A-Za-z0-9][*•●█…·]{1,64})[A-Za-z0-9._%+-]{1,64}@(?!\d(?:\.\d)?x[.-])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}(?![A-Za-z0-9-]|\.[A-Za-z0-9]|:[\w~.-]{0,64}\/|:\d{2,5}\b)/g;

/** Dots stand between characters, and the last name of the domain is one of letters (RFC 5321, section 4.1.2). */
const MAILBOX =
  /^(?!\.|.*\.(?:\.|@)).+@(?:(?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9]\.|[A-Za-z0-9]\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{2,59})$/;

/** Domains that belong to nobody (RFC 2606, RFC 6761): the right ones for an example. */
const NOBODY =
  /@(?:[a-z0-9-]{1,63}\.){0,5}(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|example\.(?:com|net|org))$/i;

/** Names under which no mail is received: files, units of systemd, and networks of one's own. */
const NO_DOMAIN =
  /\.(?:[cm]?[jt]sx?|json[lc5]?|css|scss|map|wasm|png|jpe?g|gif|svg|webp|avif|ico|pdf|woff2?|ttf|t?gz|tar|bz2|xz|zst|whl|jar|war|deb|rpm|exe|dll|lock|log|txt|csv|ya?ml|toml|html?|xml|safetensors|gguf|onnx|mod|service|socket|timer|target|mount|slice|scope|device|path|local|localdomain|internal|intranet|lan|corp|home|svc|cluster|consul|docker|k8s|pod|node|nomad|prod|staging|arpa)$|\.[A-Z][a-z]+$/;

/** A version where a domain would stand: of a package or a module. */
const VERSION = /@v?\d+\.\d/;

/** A machine among the names before the domain: a number of its own, a region, or what it is for. */
const HOST =
  /@(?:[\w-]+\.)*(?!(?:mail|mx|smtp|imap|post|e?mail-?\w*)\d+\.)(?:[\w-]*\d|(?:[\w-]+-)?(?:prod|production|staging|stage|dev|qa|internal|cluster|svc|compute|nodes?|workers?|db|web|app|api|hosts?|vm|k8s|redis|kafka|build|ci|git|runner)(?:-[\w-]+)?)\.(?:[\w-]+\.)*?[\w-]+\.(?:(?:co|com|org|net|ac|gov|edu|or|ne|go)\.)?[A-Za-z-]+$/i;

/** What nobody is called: a number that was drawn (a UUID, a hash), or a time with a sequence. */
const DRAWN = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{16,}|(?=(?:\D*\d){6}).{20,})@/i;

/** Mailboxes of a role and not of a person (RFC 2142 and what is usual), and those of machines. */
const ROLE =
  /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|hostmaster|webmaster|abuse|security|support|help(?:desk)?|info|contact|sales|admin|billing|hello|team|service|ops|oncall|on-call|alerts?|notifications?|news(?:letter)?|press|privacy|legal|jobs|careers|root|git|bot|system|feedback|marketing|office|accounts?|orders?|dev|devops|sre|qa|hr|finance|bounces?|mailer|robot|automation|cron|daemon|ci|deploy(?:er|ment)?|jenkins|runner|celery|rabbit\w*|postgres\w*|mysql|redis|kafka|airflow|spark|ubuntu|debian|ec2-user|www-data|nginx|kubernetes-admin|platform|kontakt|contato|contacto|contatto|customer-?(?:care|service)|postfach|enquiries|inquiries|subscriptions?|events|media|partners?|research|engineering|it|customer[._-]?(?:care|service|success)|care|reservations?|bookings?|returns?|refunds?|shipping|dpo|gdpr|datenschutz|shop|store|api|reception|sav|hilfe|aide|ayuda|chat|docs|devrel|developers?|community|status|complaints?|claims?|concierge|frontdesk|buchung|bestellung|rechnung|presse|vertrieb|verkauf|anfrage|ventas|soporte|ventes|facturation|comunicacion|prensa|welcome|hola|bonjour|mail|e?mail|general|compliance|trust|safety|copyright|dmca|accessibility|purchasing|procurement|warranty|repairs?|appointments?|membership|donations?|volunteers?)(?:[+._-].*)?@|^[\w.]+[-_](?:platform|team|ops|bot|alerts?|notifications?|support|service|admin)@|^(?:svc|sa|srv|service-?account)[-_.].*@|@(?:.*\.)?(?:gserviceaccount\.com|iam\.gserviceaccount\.com|users\.noreply\.github\.com|local|internal|svc|lan)$|\[bot\]@/i;

/** Users and domains that people make up: for tests, for monitors, for examples. */
const SYNTHETIC =
  /^x{3,}@|^[a-z0-9]{0,3}([xX_-])\1{3,}[a-z0-9]{0,3}@|^(?:[\w.]+[._+-])?(?:tests?|tester|testing|test-?user|user-?test|smoke(?:-?tests?)?|e2e|qa|canary|synthetics?|loadtest|demo|dummy|fake|mock|example|monitor(?:ing)?|probe|healthcheck|release-?gate|sandbox)\d{0,6}(?:[._+-].*)?@|^(?:foo|bar|baz|foobar|user(?:name)?\d{0,4}|someone|somebody|nobody|me|you|name|(?:john|jane|max|erika)[._-]?(?:doe|mustermann|smith)|alice|bob)@(?:foo|bar|domain|company|test)\.|@(?:test|foo|bar|foobar|domain|your-?\w*|my-?(?:domain|company)|company|demo|contoso|fabrikam)\.(?:com|net|org|io|de|dev|co)$/i;

/** What stands before a host with a user, the id of a message (RFC 5322, section 3.6.4), a package with its scope. */
const BEFORE_NONE =
  /:\/\/[^\s/?]{0,128}$|\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\s(?:[^\n;|&]{0,80}\s)?$|(?:message-?_?id|in-reply-to|references|content-id|msgid)["'\\]{0,4}\s{0,2}[:=]\s{0,2}["'\\]{0,4}(?:<[^<>\s]{1,200}>\s{0,2})*(?:<|&lt;|\\u003c)?[\w.+=/$-]{0,128}$|\+[\w.-]{1,64}=$|@[\w.-]{1,64}\/$|\b(?:HTTP|host|ldap|cifs|nfs|kafka|hdfs|zookeeper)\/$/i;
const LONGEST_BEFORE = 200;

/** Characters of an address (RFC 5321, section 4.5.3.1). */
const LONGEST_ADDRESS = 320;

/** Signs that blank a part of an address, as JSON in ASCII escapes them. */
const ESCAPED_BLANK = /\\u(?:2022|25cf|2588|2026|00b7)/gi;

/** Where e-mail addresses begin that may be somebody's. */
export function* emailAddresses(written: string): Generator<number> {
  if (!written.includes("@")) return;
  // As many signs as the escape has, so that every place stays what it is.
  const text = written.replace(ESCAPED_BLANK, "••••••");
  for (const { 0: candidate, index } of text.matchAll(ADDRESS))
    if (isMailbox(candidate) && !BEFORE_NONE.test(text.slice(Math.max(0, index - LONGEST_BEFORE), index))) yield index;
}

function isMailbox(address: string): boolean {
  return (
    MAILBOX.test(address) &&
    ![NOBODY, NO_DOMAIN, VERSION, HOST, DRAWN, ROLE, SYNTHETIC].some((pattern) => pattern.test(address))
  );
}

/** A card number in one piece or in groups as cards print them, whose parts are joined by one sign. */
const CARD =
  /(?<![\w.+-]|[^"'\\]:)(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|3\d{3}([ -])\d{6}\2\d{4,5}|\d{13,19})(?![\w:]|\.[\w.]|-\d)/g;

/** Numbers of cards by network (ISO/IEC 7812): American Express, Diners, Discover, JCB, Mastercard, UnionPay, Visa. */
const NETWORK =
  /^(?:3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|62\d{14,17}|4\d{15})$/;

/** Numbers that networks and payment services publish for tests, by the digits that tell them. */
const TEST_CARD =
  /^(?:4(?:111|242|012888|000(?:000|0566)|917610)|5(?:555555|1051051|2008282|4540)|2223003|37(?:8282|1449|87344)|6011(?:1111|0009|98165)|3056930|385200|36227206|3566002|3530111|62(?:00|05|1094|45))/;

/** Whether these digits are a number that is published for tests. */
export function isTestCard(digits: string): boolean {
  return TEST_CARD.test(digits);
}

/** Names of what is counted or made up by machines: a number under them is no card. */
const NUMBERED =
  /(?:id|ids|time|stamp|ts|nanos?|seq(?:uence)?|offset|trace|span|hash|cursor|key|version|build|count|bytes?|size|number|no|nr|ref(?:erence)?|uuid|epoch|duration|elapsed|ms|ns|us|port|pid|tid|order|job|run)["'\\]{0,4}\s{0,2}[:=]\s{0,2}["'\\]{0,4}#?$/i;

/** Names of the number of a card among them: `card_number`, `cc-number`, `"payment":{"number"`, in a sentence too. */
const OF_A_CARD =
  /(?:card|\bcc|credit|debit|payment|\bpan)(?:["'\\._\s:{-]{0,8}(?:number|no|nr|num))?["'\\]{0,4}\s{0,2}[:=]\s{0,2}["'\\]{0,4}#?$/i;

/** Numbers of payment cards that may be somebody's, as they are written. */
function* cardNumbers(text: string): Generator<string> {
  if (!/\d{13}|\d{4}[ -]\d{4,6}[ -]/.test(text)) return;
  for (const { 0: candidate, 1: space, 2: dash, index } of text.matchAll(CARD)) {
    const digits = candidate.replace(/\D/g, "");
    if (!NETWORK.test(digits) || isTestCard(digits) || !hasCheckDigit(digits) || /(\d)\1{7}/.test(digits)) continue;
    const before = text.slice(Math.max(0, index - 40), index);
    // A number that follows the colon of JSON at once is some count or id, unless its name says more.
    const isCounted = before.endsWith(":") || NUMBERED.test(before);
    if ((space ?? dash) !== undefined || !isCounted || OF_A_CARD.test(before)) yield candidate;
  }
}

/** Luhn's check (ISO/IEC 7812-1, annex B). */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const twice = digit * 2;
    sum += i % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/**
 * Whether a text holds an e-mail address of a person or the number of a payment card. Mailboxes of a role, test cards and
 * the numbers of machines are none.
 *
 * @param written a text, also as a URL has it
 * @param known a text whose addresses and numbers do not count: what was asked may be repeated
 */
export function holdsPersonalData(written: string, known = ""): boolean {
  const text = written.includes("%40") ? written.replaceAll("%40", "@") : written;
  for (const index of emailAddresses(text)) {
    const address = /^[^\s"'<>,;()\\]+/.exec(text.slice(index, index + LONGEST_ADDRESS))?.[0] ?? "";
    if (!known.includes(address)) return true;
  }
  for (const number of cardNumbers(text)) if (!known.includes(number)) return true;
  return false;
}
