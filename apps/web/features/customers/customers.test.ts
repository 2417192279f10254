import { describe, expect, it } from 'vitest';
import { consentSource, consentTitle, consentWords } from './consent-words.ts';
import { asQuestion } from './list/as-question.ts';
import { identityName, personName, wallTime } from './names.ts';
import { byDay } from './timeline/by-day.ts';
import { decidedBy } from './timeline/decision-words.ts';
import { eventDetail } from './timeline/event-detail.ts';
import { isWorthTelling, markOf } from './timeline/item-looks.ts';

const NOW = Date.UTC(2026, 10, 21, 7, 0);
const event = (data: Record<string, string | number | object>) => ({
  type: 'event' as const,
  data: data as never,
});

describe('finding a customer by anything', () => {
  it('looks up phone numbers and store numbers exactly, and names by their beginning', () => {
    expect(asQuestion(' +49 (151) 234-567 ')).toEqual({ phone: '+49151234567' });
    expect(asQuestion('7120440007104')).toEqual({ externalId: '7120440007104' });
    expect(asQuestion('Cass J')).toEqual({ search: 'Cass J' });
    expect(asQuestion('+49')).toEqual({ search: '+49' });
    expect(asQuestion('   ')).toEqual({});
  });

  it('calls a person by name, otherwise by another known field', () => {
    expect(personName({ firstName: 'Ann', lastName: null, email: 'ann@example.com' })).toBe('Ann');
    expect(personName({ firstName: null, lastName: null, email: null, phone: '+4915123' })).toBe('+4915123');
    expect(personName({})).toBe('Unknown visitor');
  });
});

describe('the timeline of a customer', () => {
  it('puts an event under its day in the customer’s time zone, not in ours', () => {
    const late = { id: 'late', at: Date.UTC(2026, 10, 21, 4, 30) };
    const early = { id: 'early', at: Date.UTC(2026, 10, 20, 12, 0) };
    const inNewYork = byDay([late, early], 'America/New_York', NOW);
    expect(inNewYork.map((day) => [day.title, day.items.length])).toEqual([['Yesterday', 2]]);
    const inBerlin = byDay([late, early], 'Europe/Berlin', NOW);
    expect(inBerlin.map((day) => day.title)).toEqual(['Today', 'Yesterday']);
  });

  it('shows the year of a day only when it is another year', () => {
    const titles = byDay([{ at: Date.UTC(2026, 2, 3) }, { at: Date.UTC(2025, 2, 3) }], 'UTC', NOW).map(
      (day) => day.title.replace(',', ''),
    );
    expect(titles).toEqual(['Tuesday 3 March', 'Monday 3 March 2025']);
  });

  it('sums up an event in one line, in its own currency', () => {
    expect(eventDetail(event({ title: 'Kettle', price: 2800, currency: 'EUR' }), 'USD')).toBe(
      'Kettle · €28.00',
    );
    expect(eventDetail(event({ lines: [{ title: 'Kettle' }, { title: 'Mug' }], value: 5400 }), 'USD')).toBe(
      'Kettle and 1 more · $54.00',
    );
    expect(eventDetail(event({ step: 'shipping' }), 'USD')).toBe('as far as shipping');
    expect(eventDetail(event({ value: 0 }), 'USD')).toBeNull();
  });

  it('leaves out steps that a decision or a message next to them covers', () => {
    const step = (what: string) => ({ type: 'enrolment' as const, data: { what } });
    expect(isWorthTelling(step('decided'))).toBe(false);
    expect(isWorthTelling(step('settled'))).toBe(false);
    expect(isWorthTelling(step('woken'))).toBe(false);
    expect(isWorthTelling(step('waits'))).toBe(true);
    expect(isWorthTelling({ type: 'message', data: { what: 'settled' } })).toBe(true);
  });

  it('marks a refused text as blocked, with the icon of a text', () => {
    expect(markOf({ type: 'message', data: { kind: 'refused', channel: 'sms' } })).toEqual({
      icon: 'message',
      family: 'message',
      tone: 'blocked',
    });
  });

  it('marks only a given consent as good, not a missing one', () => {
    const consent = (kind: string) => markOf({ type: 'consent', data: { kind } });
    expect(consent('subscribed')).toMatchObject({ icon: 'shield-check', tone: 'good' });
    expect(consent('never-asked')).toMatchObject({ icon: 'shield', tone: 'ink' });
    expect(consent('pending').tone).toBe('waiting');
    expect(consent('unsubscribed').tone).toBe('blocked');
  });

  it('shows the customer’s local time, and none for an unknown time zone', () => {
    expect(wallTime(NOW, 'America/Denver')).toBe('00:00');
    expect(wallTime(NOW, 'Nowhere/City')).toBeNull();
  });
});

describe('words for consent and names', () => {
  it('shows a missing consent as never asked', () => {
    expect(consentWords(undefined)).toEqual({ pill: null, words: 'Never asked' });
    expect(consentWords('unsubscribed')).toEqual({ pill: 'blocked', words: 'Unsubscribed' });
  });

  it('names a change of consent by its new state', () => {
    expect(consentTitle({ channel: 'sms', state: 'pending' })).toBe('Text messages: not confirmed yet');
  });

  it('says where a consent came from, and never shows the id of a connection', () => {
    expect(consentSource('STOP')).toBe('from a text saying STOP');
    expect(consentSource('01a1fceb-a2cb-7799-b920-5c7049fb38bd')).toBe('from the store');
    expect(consentSource('market_stall')).toBe('from market stall');
    expect(consentSource('unsubscribe link')).toBe('from the unsubscribe link');
    expect(consentSource('unsubscribe-page')).toBe('from the unsubscribe link');
    expect(consentSource('Replied STOP')).toBe('from a text saying STOP');
    expect(consentSource('Called the shop')).toBe('Called the shop');
    expect(identityName('external:01a1fceb-a2cb-7799-b920-5c7049fb38bd')).toBe('Store');
    expect(identityName('external:shopify')).toBe('Shopify');
  });
});

describe('the reason for a decision', () => {
  it('says that a decision had no effect for a customer who is held back', () => {
    expect(decidedBy({ by: 'model', heldOut: true })).toContain('in the holdout');
    expect(decidedBy({ by: 'rule', heldOut: false })).toContain('fixed rule');
  });
});
