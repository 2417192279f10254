import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { judgeVisits, type Visit } from './machine-visits.ts';

const SENT = 1_000_000_000;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const APPLE = 'Mozilla/5.0';

const click = (seconds: number, link = 0, agent = CHROME, prefetch = false): Visit => ({
  at: SENT + seconds * 1_000,
  kind: 'click',
  link,
  agent,
  prefetch,
});
const open = (seconds: number, agent = CHROME): Visit => ({
  at: SENT + seconds * 1_000,
  kind: 'open',
  link: null,
  agent,
  prefetch: false,
});
const said = (...visits: Visit[]) =>
  judgeVisits(SENT, visits).map((verdict) => (verdict.by === 'person' ? 'person' : verdict.why));

describe('one visit by itself', () => {
  it.each([
    ['a picture loaded by a mail program', open(40), 'person'],
    ['a picture loaded by Gmail when the mail is opened', open(11, GMAIL), 'person'],
    ['a picture loaded by Gmail within seconds of delivery', open(4, GMAIL), 'at-delivery'],
    [
      'a picture loaded by Yahoo when the mail is opened',
      open(300, 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html'),
      'person',
    ],
    ['a picture loaded by Apple for everybody who has Mail', open(2, APPLE), 'privacy-proxy'],
    ['the same, a day later', open(86_400, APPLE), 'privacy-proxy'],
    ['a tap on a phone', click(30, 0, IPHONE), 'person'],
    ['a tap on a link before a person could have seen it', click(0.8), 'at-delivery'],
    ['a visitor that says nothing of itself', click(60, 0, ''), 'scanner'],
    ['a visitor that says it looks ahead', click(60, 0, CHROME, true), 'prefetch'],
  ])('%s', (_what, visit, expected) => {
    expect(said(visit)).toEqual([expected]);
  });

  it.each([
    'Mozilla/5.0 (compatible; BarracudaCentral/1.0)',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'WhatsApp/2.23.20.0',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b',
    'Microsoft Office/16.0 (Microsoft Outlook 16.0.17126; Pro)',
    'python-requests/2.31.0',
    'Go-http-client/2.0',
    'curl/8.5.0',
    'node',
    'Java/17.0.9',
    'okhttp/4.12.0',
    'Mimecast/1.0',
    'Mozilla/5.0 (compatible; Acme-Secure-Link/2.1)',
    'AcmeMailGuard/3.4 (+https://guard.example/about)',
    'Mozilla/5.0 (X11; Linux x86_64) zgrab/0.x',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 10_11) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  ])('a program that no person browses with is a scanner: %s', (agent) => {
    expect(said(click(600, 0, agent))).toEqual(['scanner']);
    expect(said(open(600, agent))).toEqual(['scanner']);
  });

  it.each([
    IPHONE,
    CHROME,
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0',
    'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/330.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]',
    'Opera/9.80 (Android; Opera Mini/36.2/119.132; U; id) Presto/2.12.423 Version/12.16',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36 Telegram-Android/11.4.2 (Google Pixel 8)',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.30',
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Linux; U; Android 13; de-de; CUBOT X50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0 Mobile Safari/537.36',
    'Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; WOW64; Trident/6.0)',
    'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
  ])('a browser is a person: %s', (agent) => {
    expect(said(click(600, 0, agent))).toEqual(['person']);
    expect(said(open(600, agent))).toEqual(['person']);
  });
});

describe('several visits of one message', () => {
  it('to several links within a second are a scanner’s, the first of them too, and a real click later counts', () => {
    expect(said(click(60, 0), click(60.2, 1), click(60.9, 2), click(3_600, 1))).toEqual([
      'several-links',
      'several-links',
      'several-links',
      'person',
    ]);
  });

  it('to the only link of a message and its unsubscribe page within a second are a scanner’s, and apart they are a person’s', () => {
    const page = (seconds: number): Visit => ({
      at: SENT + seconds * 1_000,
      kind: 'page',
      link: null,
      agent: CHROME,
      prefetch: false,
    });
    expect(said(click(60, 0), page(60.4))).toEqual(['several-links', 'several-links']);
    expect(said(page(60), click(60.4, 0), open(61))).toEqual([
      'several-links',
      'several-links',
      'beside-scanner',
    ]);
    expect(said(click(60, 0), page(63), page(63.5))).toEqual(['person', 'person', 'person']);
  });

  it('in a row with less than a second between them are one burst', () => {
    expect(said(click(60, 0), click(60.9, 0), click(61.8, 1), click(62.7, 2))).toEqual(
      Array(4).fill('several-links'),
    );
  });

  it('to one link are a person who tapped twice', () => {
    expect(said(click(60, 3), click(60.3, 3), click(60.4, 3))).toEqual(['person', 'person', 'person']);
  });

  it('to two links with some seconds between are a person’s', () => {
    expect(said(click(60, 0), click(64, 1), click(71, 2))).toEqual(['person', 'person', 'person']);
  });

  it('make a picture loaded beside a scanner’s clicks the scanner’s', () => {
    expect(said(open(59.5), click(60, 0), click(60.1, 1), open(500))).toEqual([
      'beside-scanner',
      'several-links',
      'several-links',
      'person',
    ]);
    expect(said(click(60, 0, 'curl/8'), open(61))).toEqual(['scanner', 'beside-scanner']);
  });

  it('of people are the same whatever machines do before and after', () => {
    const machine = fc.record({ at: fc.integer({ min: 0, max: 300 }), link: fc.nat(4) });
    fc.assert(
      fc.property(
        fc.array(machine, { maxLength: 10 }),
        fc.integer({ min: 310, max: 4_000 }),
        (machines, seconds) => {
          const scans = machines
            .toSorted((left, right) => left.at - right.at)
            .map(({ at, link }) => click(at, link, 'python-requests/2.31.0'));
          expect(said(...scans, click(seconds, 1, IPHONE)).at(-1)).toBe('person');
          expect(said(...scans).every((verdict) => verdict !== 'person')).toBe(true);
        },
      ),
    );
  });

  it('keep their verdict, and later visits are judged together with them', () => {
    const before = [
      { ...click(60, 0, ''), judged: { by: 'machine', why: 'scanner' } as const },
      { ...click(70, 0, ''), judged: { by: 'person' } as const },
    ];
    expect(
      judgeVisits(
        SENT,
        [...before, open(61), click(80)].toSorted((left, right) => left.at - right.at),
      ),
    ).toEqual([
      { by: 'machine', why: 'scanner' },
      { by: 'machine', why: 'beside-scanner' },
      { by: 'person' },
      { by: 'person' },
    ]);
  });

  it('are judged without knowing when the message was sent', () => {
    expect(judgeVisits(null, [click(0.1), open(0.1, GMAIL)]).map((verdict) => verdict.by)).toEqual([
      'person',
      'person',
    ]);
  });
});
