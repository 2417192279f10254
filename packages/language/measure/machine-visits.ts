import { SECOND, type Instant } from '@millrace/base';

/**
 * A request by a person or a machine: for the tracking picture of a message, one of its links, or its
 * unsubscribe page.
 */
export interface Visit {
  readonly at: Instant;
  readonly kind: 'open' | 'click' | 'page';
  /** Index of the followed link; null for the picture and the page. */
  readonly link: number | null;
  /** The User-Agent header; empty when there is none. */
  readonly agent: string;
  /** Whether it has the header `Sec-Purpose: prefetch`. */
  readonly prefetch: boolean;
  /** An earlier verdict, which stays. Other visits are still compared with it. */
  readonly judged?: Verdict | undefined;
}

/** Why a visit counts as a machine's. */
export const MACHINE_REASONS = [
  'prefetch',
  'scanner',
  'privacy-proxy',
  'at-delivery',
  'several-links',
  'beside-scanner',
] as const;
export type MachineReason = (typeof MACHINE_REASONS)[number];

export type Verdict = { readonly by: 'person' } | { readonly by: 'machine'; readonly why: MachineReason };

/**
 * Milliseconds to wait before a visit is judged: the visits that expose a scanner follow within a second or
 * two.
 */
export const VISIT_PATIENCE = 3 * SECOND;

/** Milliseconds. No person follows several links of a message with gaps this short. */
const BURST_GAP = SECOND;
/** Milliseconds. A picture that a proxy fetches this soon after sending was not fetched for a person. */
const AT_DELIVERY = 10 * SECOND;
/** Milliseconds. A message takes longer than this to arrive, to be seen and to be tapped. */
const TOO_SOON = 1.5 * SECOND;
/** Milliseconds. A scanner that follows every link also loads the picture within this time. */
const BESIDE = 2 * SECOND;

/**
 * User agents of programs that follow links and load pictures on their own: mail and link scanners, link
 * previews of messengers, crawlers, and HTTP libraries. No current browser has an address or the word
 * `compatible` in its user agent; `Edge/12.246 Mozilla/5.0` is Google's scanner.
 */
const SCANNERS = new RegExp(
  [
    String.raw`(?<!cu)bot\b|(?<!cu)bot[/_-]|crawl|spider|slurp|scan(ner|ning)?\b|monitor(ing)?\b|preview|prefetch|fetch\b|fetcher\b|validator|checker`,
    String.raw`https?://|\(compatible[;)](?! (msie|konqueror))|headless|phantomjs|puppeteer|playwright|selenium|scrapy|zgrab|censys|netcraft|qualys`,
    'barracuda|proofpoint|mimecast|safe-?links|ironport|\\bcisco|fireeye|trellix|trend ?micro|sophos|symantec|messagelabs|forcepoint|zscaler|fortinet|fortiguard|cloudmark',
    'spamhaus|virustotal|urlscan|avanan|vadesecure|check ?point|google-safety|facebookexternalhit|slack-imgproxy|embedly',
    String.raw`edge/12\.246 mozilla/5\.0$`,
    '^(curl|wget|libwww|lwp|python|aiohttp|httpx|http|okhttp|java/|apache-httpclient|go-http|node|undici|axios|got|ruby|faraday|guzzle|perl|php|winhttp|powershell|postman|insomnia|whatsapp/|microsoft office|ms-office)',
  ].join('|'),
  'i',
);

/** Apple's proxy loads the pictures of every mail on a device, read or not, with this user agent. */
const PRIVACY_PROXY = /^mozilla\/5\.0$/i;

/**
 * Proxies that load a picture when a person opens the mail, and sometimes as soon as it arrives: Gmail,
 * Yahoo, Outlook.com.
 */
const IMAGE_PROXIES =
  /googleimageproxy|ggpht\.com|yahoomailproxy|yahoo.*mail.*proxy|outlook.*imageproxy|mail\.ru.*image|yandex.*imageproxy/i;

/**
 * Distinguishes visits by machines from visits by people, by user agent and timing. All visits of one message
 * are judged together, since it went to one person.
 * @param sentAt when the message was sent, on the same clock as the visits; null while unknown
 * @param visits oldest first
 * @returns a verdict for each, in the same order
 */
export function judgeVisits(sentAt: Instant | null, visits: readonly Visit[]): readonly Verdict[] {
  const alone = visits.map((visit) =>
    visit.judged?.by === 'machine' ? visit.judged.why : aloneReason(sentAt, visit),
  );
  const bursts = burstsOf(visits);
  const scanned = visits.filter((visit, at) => visit.kind !== 'open' && (alone[at] !== null || bursts[at]));
  return visits.map((visit, at): Verdict => {
    if (visit.judged) return visit.judged;
    const why = alone[at] ?? (bursts[at] ? 'several-links' : null) ?? besideReason(visit, scanned);
    return why === null ? { by: 'person' } : { by: 'machine', why };
  });
}

/** Why a visit by itself is a machine's; null when nothing shows it. */
function aloneReason(
  sentAt: Instant | null,
  { at, kind, agent, prefetch, judged }: Visit,
): MachineReason | null {
  if (judged) return null;
  const name = agent.trim();
  const since = sentAt === null ? Infinity : at - sentAt;
  if (prefetch) return 'prefetch';
  if (kind === 'open' && PRIVACY_PROXY.test(name)) return 'privacy-proxy';
  if (kind === 'open' && IMAGE_PROXIES.test(name)) return since < AT_DELIVERY ? 'at-delivery' : null;
  if (name === '' || PRIVACY_PROXY.test(name) || SCANNERS.test(name)) return 'scanner';
  return kind === 'click' && since < TOO_SOON ? 'at-delivery' : null;
}

/** Which visits are part of a burst on more than one link. The unsubscribe page counts as a link. */
function burstsOf(visits: readonly Visit[]): readonly boolean[] {
  const inBurst = visits.map(() => false);
  let run: number[] = [];
  const close = () => {
    if (new Set(run.map((at) => `${visits[at]!.kind}/${visits[at]!.link}`)).size > 1)
      for (const at of run) inBurst[at] = true;
    run = [];
  };
  visits.forEach((visit, at) => {
    if (visit.kind === 'open') return;
    const last = run.at(-1);
    if (last !== undefined && visit.at - visits[last]!.at > BURST_GAP) close();
    run.push(at);
  });
  close();
  return inBurst;
}

/** Whether a picture was loaded together with links that a scanner followed. */
function besideReason(visit: Visit, scanned: readonly Visit[]): MachineReason | null {
  if (visit.kind !== 'open') return null;
  return scanned.some((click) => Math.abs(click.at - visit.at) <= BESIDE) ? 'beside-scanner' : null;
}
