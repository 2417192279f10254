import { CHANNELS } from '@millrace/channels';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { lookAt } from '@millrace/ui/testing';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { channelIcon, channelWords, CHANNEL_CHOICES, statusWords } from '../status-words.ts';
import { MachineVisits } from './machine-visits.tsx';
import { MessageFacts } from './message-facts.tsx';
import { preheaderOf } from './preheader.ts';
import { visitSentence } from './visit-words.ts';
import { withoutPixel } from './without-pixel.ts';

const MESSAGE = {
  id: 'm1',
  channel: 'email',
  status: 'sent',
  subject: 'Your cart is here',
  sentence: null,
  purpose: 'marketing',
  to: 'ann@example.com',
  customerId: 'c1',
  customerName: 'Ann Lee',
  customerZone: 'America/New_York',
  flowId: 'f1',
  flowName: 'Abandoned cart',
  enrolmentId: 'e1',
  connection: 'Mail server',
  code: null,
  plannedAt: 0,
  heldUntil: null,
  sentAt: Date.UTC(2026, 10, 21, 6),
  deliveredAt: null,
  openedAt: null,
  clickedAt: null,
  bouncedAt: null,
  unsubscribedAt: null,
  visits: [],
} as unknown as WholeLoggedMessage;
const facts = (more: object = {}, withPerson = true) =>
  lookAt(<MessageFacts message={{ ...MESSAGE, ...more }} withPerson={withPerson} />);

describe('the facts of a message', () => {
  it('say who got what from which flow, and when by their own clock', () => {
    const drawn = facts();
    expect(drawn.one('heading').name).toBe('Your cart is here');
    expect(drawn.one('heading').said('dir')).toBe('auto');
    expect(drawn.all('link').map((link) => [link.name, link.said('href')])).toEqual([
      ['Ann Lee', '/customers/c1'],
      ['Abandoned cart', '/enrolments/e1'],
    ]);
    expect(drawn.words).toContain('ann@example.com');
    expect(drawn.one('time').words).toContain('01:00');
    expect(drawn.words).toContain('Through Mail server');
  });

  it('call a text by its channel and recipient', () => {
    expect(facts({ channel: 'sms', subject: null }).one('heading').name).toMatch(/ to Ann Lee$/);
    expect(facts({ subject: null, customerName: null }).one('heading').name).toMatch(/ to ann@example\.com$/);
    expect(facts({ subject: null, customerName: null, to: null }).one('heading').name).toMatch(
      / to an unknown visitor$/,
    );
  });

  it('of a test name no customer and no entry', () => {
    const trial = facts({ customerId: '', enrolmentId: '' });
    expect(trial.names('link')).toEqual(['Abandoned cart']);
    expect(trial.one('link').said('href')).toBe('/flows/f1');
    expect(facts({ customerId: '', enrolmentId: '', flowId: '', flowName: null }).all('link')).toEqual([]);
    expect(facts({ customerId: '', enrolmentId: '', flowId: '' }).words).toContain('From a test');
  });

  it('beside the customer’s own page leave the customer out of the links', () => {
    expect(facts({}, false).names('link')).toEqual(['Abandoned cart']);
  });

  test.each([
    [{ sentAt: null, heldUntil: 5, status: 'held' }, 'Held until'],
    [{ sentAt: null, heldUntil: null, status: 'planned' }, 'Planned'],
    [{}, 'Sent'],
  ])('%j stands at “%s”', (more, term) => {
    expect(
      facts(more)
        .names('term')
        .concat(
          facts(more)
            .all('term')
            .map(({ words }) => words),
        ),
    ).toContain(term);
  });

  it('tell what became of it', () => {
    const drawn = facts({ deliveredAt: 1, openedAt: 2, clickedAt: 3, bouncedAt: 4, unsubscribedAt: 5 });
    for (const word of ['Delivered', 'Opened', 'Clicked', 'Bounced', 'Unsubscribed'])
      expect(drawn.words).toContain(word);
    expect(facts().words).not.toMatch(/Delivered|Opened|Clicked|Bounced|Unsubscribed/);
  });

  it('name a flow that was deleted as such', () => {
    expect(facts({ flowName: null }).names('link')).toContain('A deleted flow');
  });
});

describe('visits by machines', () => {
  const visit = (by: 'machine' | 'person', at: number) =>
    ({ by, at, kind: 'open', link: null, why: 'scanner' }) as WholeLoggedMessage['visits'][number];
  const drawn = (...visits: WholeLoggedMessage['visits']) => lookAt(<MachineVisits visits={visits} />);

  it('are counted apart from those of people', () => {
    expect(drawn(visit('person', 1)).words).toBe('');
    expect(drawn(visit('person', 1), visit('machine', 2)).words).toContain('1 visit by machines');
    expect(drawn(visit('person', 1), visit('machine', 2)).all('listitem')).toHaveLength(1);
  });

  it('are listed up to twenty, with the number of the others', () => {
    const many = Array.from({ length: 23 }, (_, at) => visit('machine', at));
    expect(drawn(...many).all('listitem')).toHaveLength(21);
    expect(drawn(...many).words).toMatch(/and 3 more$/);
    expect(drawn(...many.slice(3)).words).not.toContain('more');
  });

  test.each([
    [{ kind: 'open', link: null, why: null }, 'Picture loaded'],
    [{ kind: 'page', link: null, why: 'prefetch' }, 'Unsubscribe page opened by a program that looks ahead'],
    [
      { kind: 'click', link: 'Shop', why: 'several-links' },
      '“Shop” followed within a second of another link',
    ],
    [{ kind: 'click', link: null, why: null }, 'A link followed'],
  ])('%j reads “%s”', (what, words) => {
    expect(visitSentence({ by: 'machine', at: 0, ...what } as WholeLoggedMessage['visits'][number])).toBe(
      words,
    );
  });
});

describe('a message read in the log', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '<', '"', '&', '/o/', '.', '=', 'é') });
  it('is unchanged but for tracking pixels', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(!/<img/i.test(before + after) && !before.endsWith('<'));
        const pixel = '<img src="https://m.example.com/o/eyJ3IjoiMDFhMWZj.9QXGJOYqHzSyT-Zw" width="1">';
        expect(withoutPixel(before + after)).toBe(before + after);
        expect(withoutPixel(`<p>${before}</p>${pixel}<p>${after}</p>`)).toBe(
          `<p>${before}</p><p>${after}</p>`,
        );
      }),
    );
  });

  test.each([
    ['', null],
    ['<body><div style="display:none"></div></body>', null],
    ['<body><div style="display:none">&nbsp;&zwnj;&#847;</div></body>', null],
    ['<BODY><div style="DISPLAY: none">Tea &amp; <b>mugs</b> &lt;3</div></BODY>', 'Tea & mugs <3'],
    ['<body><p>Hello</p></body>', null],
  ])('%j has the preheader %j', (html, words) => {
    expect(preheaderOf(html)).toBe(words);
  });

  it('has words and an icon for every channel, and its own name for one that is gone', () => {
    expect(CHANNEL_CHOICES.map(({ value }) => value)).toEqual(CHANNELS.map(({ id }) => id));
    for (const { id, icon, words } of CHANNELS)
      expect([channelWords(id), channelIcon(id)]).toEqual([words.short, icon]);
    expect([channelWords('telegraph'), channelIcon('telegraph')]).toEqual(['telegraph', 'bell']);
    expect(statusWords('beamed')).toEqual({ pill: null, words: 'beamed' });
  });
});
