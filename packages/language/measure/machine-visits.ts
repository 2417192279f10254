import { SECOND, type Instant } from '@millrace/base';

/** Somebody, or something, fetched the picture of a message, followed one of its links, or looked at its unsubscribe page. */
export interface Visit {
  readonly at: Instant;
  readonly kind: 'open' | 'click' | 'page';
  /** Position of the link that was followed; null for the picture and the page. */
  readonly link: number | null;
  /** As the visitor calls itself (User-Agent); empty when it says nothing. */
  readonly agent: string;
  /** It says of itself that it only looks ahead (`Sec-Purpose: prefetch`). */
  readonly prefetch: boolean;
  /** It was judged before and stays so; others are still judged beside it. */
  readonly judged?: Verdict | undefined;
}

/** Why a visit is taken for a machine's. */
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

/** How long a visit is looked at before it counts, in milliseconds: those that give it away come within a second or two. */
export const VISIT_PATIENCE = 3 * SECOND;

/** Several links of a message followed with no more than this between two of them: no hand does that. */
const BURST_GAP = SECOND;
/** A picture fetched by a proxy so soon after the message was sent was fetched for the proxy's own sake. */
const AT_DELIVERY = 10 * SECOND;
/** A message takes longer to arrive, to be seen and to be tapped. */
const TOO_SOON = 1.5 * SECOND;
/** Whoever follows every link loads the picture as well, about then. */
const BESIDE = 2 * SECOND;

/**
 * Programs that follow links and load pictures for their own reasons: mail and link scanners, previews of messengers,
 * crawlers, and libraries that no person browses with. No browser of today says where its maker lives or that it is
 * `compatible`; `Edge/12.246 Mozilla/5.0` is what Google's scanner calls itself.
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

/** Apple's proxy loads the pictures of every mail once it is on a device, read or not, and says no more than this. */
const PRIVACY_PROXY = /^mozilla\/5\.0$/i;

/** Proxies that load a picture when a person opens the mail, and sometimes as soon as it arrives: Gmail, Yahoo, Outlook.com. */
const IMAGE_PROXIES =
  /googleimageproxy|ggpht\.com|yahoomailproxy|yahoo.*mail.*proxy|outlook.*imageproxy|mail\.ru.*image|yandex.*imageproxy/i;

/**
 * Tells the visits of machines from those of people, by how they call themselves and by when they come. All visits of one
 * message are looked at together: it went to one person.
 * @param sentAt when the message left, in the same time as the visits; null while that is not known
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

/** What a visit gives away by itself. */
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

/** Which visits are part of a run that comes to more than one link; the way to unsubscribe is one of them. */
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

/** A picture that was loaded together with what a scanner followed. */
function besideReason(visit: Visit, scanned: readonly Visit[]): MachineReason | null {
  if (visit.kind !== 'open') return null;
  return scanned.some((click) => Math.abs(click.at - visit.at) <= BESIDE) ? 'beside-scanner' : null;
}
