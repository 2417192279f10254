import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isIconName } from '../icons/names.ts';
import { lookAt } from '../testing/index.ts';
import { Badge, STATES, StatePill, type StateName } from './badge.tsx';
import { Card } from './card.tsx';
import { EmptyState } from './empty-state.tsx';
import { Money } from './money.tsx';
import { RelativeTime, TimesOf } from './relative-time.tsx';
import { nextChange, relativeTime } from './relative-time.ts';
import { Stat } from './stat.tsx';
import { Tabs } from './tabs.tsx';

const NOW = Date.UTC(2026, 10, 21, 6, 0, 0);

describe('a state', () => {
  const names = Object.keys(STATES) as StateName[];

  it('is told by a word, so that colour is never the only distinction', () => {
    const words = names.map((state) => lookAt(<StatePill state={state} />).words);
    expect(new Set(words).size).toBe(names.length);
    expect(words).not.toContain('');
  });

  it('has an icon of its own', () => {
    const icons = names.map((state) => STATES[state].icon);
    expect(new Set(icons).size).toBe(names.length);
    expect(icons.filter((icon) => !isIconName(icon))).toEqual([]);
  });

  it('can be said in other words', () => {
    expect(lookAt(<StatePill state="broken">Does not work</StatePill>).words).toBe('Does not work');
    expect(lookAt(<Badge icon="flag">12 left</Badge>).words).toBe('12 left');
  });
});

describe('an amount', () => {
  test.each([
    [{ amount: 123_456, currency: 'USD' }, '$1,234.56'],
    [{ amount: 123_456, currency: 'USD', round: true }, '$1,235'],
    [{ amount: 500, currency: 'JPY' }, '¥500'],
    [{ amount: 500, currency: 'USD', signed: true }, '+$5.00'],
    [{ amount: -500, currency: 'USD', signed: true }, '−$5.00'],
    [{ amount: 0, currency: 'USD', signed: true }, '$0.00'],
  ])('%j reads %s', (money, words) => {
    const drawn = lookAt(<Money {...money} />);
    expect(drawn.words).toBe(words);
    // Machines get the exact amount, whatever is rounded for people.
    expect(drawn.find('data')[0]?.value).toBe(String(money.amount));
  });
});

describe('a time', () => {
  it('is whole before the browser’s clock is known, in the zone of whom it is about', () => {
    const inside = lookAt(
      <TimesOf zone="America/New_York" whose="their time">
        <RelativeTime instant={NOW} />
      </TimesOf>,
    );
    expect(inside.words).toMatch(/21 Nov.* 01:00.*New York|21 Nov.*01:00/);
    const own = lookAt(
      <TimesOf zone="America/New_York">
        <RelativeTime instant={NOW} zone="Asia/Tokyo" />
      </TimesOf>,
    );
    expect(own.words).toContain('15:00');
    expect(lookAt(<RelativeTime instant={NOW} />).words).toContain('06:00');
  });

  it('has its instant for machines', () => {
    expect(
      lookAt(<RelativeTime instant={NOW} zone="Asia/Tokyo" />)
        .one('time')
        .said('datetime'),
    ).toBe('2026-11-21T06:00:00.000Z');
  });

  it('changes its words no later than its clock ticks again, but for a tick', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 86_400_000 }), (ago) => {
        const wait = nextChange(NOW - ago, NOW);
        expect(wait).toBeGreaterThanOrEqual(1_000);
        const minutes = (words: string) => Number(/^(\d+) minutes? ago$/.exec(words)?.[1] ?? Number.NaN);
        const [before, after] = [
          relativeTime(NOW - ago, NOW, 'UTC'),
          relativeTime(NOW - ago, NOW + wait, 'UTC'),
        ];
        // Never a minute skipped: what is shown is at most one step behind.
        if (!Number.isNaN(minutes(before)) && !Number.isNaN(minutes(after)))
          expect(minutes(after) - minutes(before)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a number with its label', () => {
  it('shows a placeholder while it loads, and no number', () => {
    const loading = lookAt(<Stat label="Orders" value="12" note="last week 9" loading />);
    expect(loading.words).toBe('Orders last week 9');
    expect(lookAt(<Stat label="Orders" value="12" note="last week 9" />).words).toBe('Orders 12 last week 9');
    expect(lookAt(<Stat label="Orders" value={0} />).words).toBe('Orders 0');
  });
});

describe('a card', () => {
  it('has a heading only with a title', () => {
    const card = lookAt(
      <Card title="Results" sentence="Since it is live." aside={<button type="button">Export</button>}>
        Rows
      </Card>,
    );
    expect(card.names('heading')).toEqual(['Results']);
    expect(card.words).toBe('Results Since it is live. Export Rows');
    expect(lookAt(<Card>Rows</Card>).names('heading')).toEqual([]);
  });
});

describe('an empty list', () => {
  it('says what will come, how, and offers the one next step', () => {
    const empty = lookAt(
      <EmptyState icon="envelope" title="No messages yet" action={<button type="button">Write one</button>}>
        They appear once a flow is live.
      </EmptyState>,
    );
    expect(empty.words).toBe('No messages yet They appear once a flow is live. Write one');
    expect(empty.names('button')).toEqual(['Write one']);
    expect(lookAt(<EmptyState icon="envelope" title="None" />).words).toBe('None');
  });
});

describe('tabs', () => {
  const tabs = [
    { value: 'phone', label: 'Phone', content: 'Small' },
    { value: 'desktop', label: 'Desktop', content: 'Large' },
    { value: 'bare', label: 'Bare' },
  ] as const;
  const drawn = lookAt(<Tabs label="Look" value="desktop" tabs={tabs} onValueChange={() => undefined} />);

  it('say which one is open and show only its content', () => {
    expect(drawn.one('tablist').name).toBe('Look');
    expect(drawn.all('tab').map((tab) => [tab.name, tab.said('aria-selected')])).toEqual([
      ['Phone', 'false'],
      ['Desktop', 'true'],
      ['Bare', 'false'],
    ]);
    expect(drawn.words).toContain('Large');
    expect(drawn.words).not.toContain('Small');
  });
});
