import type { HomeView } from '@millrace/services/home';
import { lookAt } from '@millrace/ui/testing';
import { describe, expect, it, test } from 'vitest';
import { CausedCell } from '../flows/caused-cell.tsx';
import { CausedList } from './caused-list.tsx';
import { Figures } from './figures.tsx';
import { NeedsYou } from './needs-you.tsx';
import { Stream } from './stream.tsx';

const today = { orders: 12, revenue: 184_050, entered: 30, sent: 41, held: 3, refused: 2, abandoned: 48 };
const home = (more: object = {}) =>
  ({ today, currency: 'USD', zone: 'UTC', demo: false, stream: [], ...more }) as unknown as HomeView;

describe('what needs somebody', () => {
  it('says that nothing does', () => {
    const drawn = lookAt(<NeedsYou needs={[]} />);
    expect(drawn.words).toBe('Needs you Nothing. Everything runs by itself.');
    expect(drawn.all('link')).toEqual([]);
  });

  it('links each line to where it is solved, in the order given', () => {
    const drawn = lookAt(
      <NeedsYou
        needs={[
          {
            kind: 'connection-error',
            sentence: 'The mail server refuses the sign-in.',
            href: '/settings/connections/c1',
          },
          { kind: 'paused-flow', sentence: '“Win-back” is paused since Monday.', href: '/flows/f1' },
        ]}
      />,
    );
    expect(drawn.all('link').map((link) => [link.name, link.said('href')])).toEqual([
      ['The mail server refuses the sign-in.', '/settings/connections/c1'],
      ['“Win-back” is paused since Monday.', '/flows/f1'],
    ]);
    expect(drawn.words).toMatch(/^Needs you 2 /);
  });
});

describe('the last 24 hours', () => {
  it('are a group of figures, each with its label', () => {
    const drawn = lookAt(<Figures home={home()} />);
    expect(drawn.one('group').name).toBe('The last 24 hours');
    expect(drawn.words).toBe(
      'Abandoned carts 48 Entered a flow 30 Messages sent 41 3 waited, 2 not sent Orders 12 of the whole store Revenue $1,841 of the whole store',
    );
  });

  it('show no zero for what is not loaded yet', () => {
    expect(lookAt(<Figures home={undefined} />).words).not.toMatch(/\d/);
  });
});

describe('what happens now', () => {
  const item = (more: object) => ({
    id: 'e1',
    type: 'cart-abandoned',
    title: 'Abandoned cart',
    at: 0,
    name: 'Ann Lee',
    customerId: 'c1',
    value: 5_400,
    ...more,
  });
  test.each([
    [{}, /^Ann Lee abandoned a cart \$54\.00/, ['Ann Lee']],
    [{ name: null, customerId: null, value: null }, /^Unknown visitor abandoned a cart 1? ?Thu/, []],
    [
      { type: 'order-placed', title: 'Placed an order', value: 0 },
      /^Ann Lee placed an order Thu/,
      ['Ann Lee'],
    ],
    [{ name: 'أحمد', title: 'Viewed a product', value: null }, /^أحمد viewed a product/, ['أحمد']],
  ])('%j is read as a sentence', (more, words, links) => {
    const drawn = lookAt(<Stream home={home({ stream: [item(more)] })} />);
    expect(drawn.all('listitem')[0]?.words).toMatch(words);
    expect(drawn.names('link')).toEqual(links);
  });

  it('says what will appear, for a demo and for a store of one’s own', () => {
    expect(lookAt(<Stream home={home({ demo: true })} />).words).toContain('The demo shop opens');
    expect(lookAt(<Stream home={home()} />).words).toContain('Connect your store');
    const loading = lookAt(<Stream home={undefined} />).words;
    expect(loading).toBe('Happening now');
  });
});

describe('what flows earn', () => {
  const row = (more: object) => ({
    flowId: 'f',
    name: 'Win-back',
    state: 'live',
    version: 3,
    people: 900,
    createdAt: Date.UTC(2026, 2, 12, 14, 5),
    estimate: 120_000,
    lower: 20_000,
    upper: 220_000,
    lift: 'gain',
    ...more,
  });
  const list = (...rows: readonly object[]) =>
    lookAt(<CausedList caused={rows as unknown as HomeView['caused']} currency="USD" zone="UTC" />);

  it('is listed best first, those that nobody can tell yet last, with the reason', () => {
    const drawn = list(
      row({
        flowId: 'a',
        name: 'Unknown',
        estimate: null,
        lower: null,
        upper: null,
        lift: 'too-early',
        people: 0,
      }),
      row({ flowId: 'b', name: 'Loss', estimate: -5_000, lower: -9_000, upper: -1_000, lift: 'loss' }),
      row({ flowId: 'c', name: 'Gain' }),
    );
    expect(drawn.names('link')).toEqual(['Gain', 'Loss', 'Unknown']);
    expect(drawn.names('img')).toEqual([
      'About $1,200 of margin, between $200 and $2,200',
      'About −$50 of margin, between −$90 and −$10',
    ]);
    const [, , unknown] = drawn.all('listitem');
    expect(unknown?.words).toContain('Live v3, no people yet');
    expect(unknown?.words).toContain('Too early');
  });

  it('tells flows of one name apart by when they were made, and only those', () => {
    const drawn = list(
      row({ flowId: 'a', name: 'Win-back ' }),
      row({ flowId: 'b' }),
      row({ flowId: 'c', name: 'Other' }),
    );
    const made = drawn.all('listitem').map(({ words }) => /made 12 Mar.*, 14:05/.test(words));
    expect(made.filter(Boolean)).toHaveLength(2);
  });

  it('says what will be here while there is no flow', () => {
    expect(list().one('link', 'Choose a flow').said('href')).toBe('/gallery');
  });

  test.each([
    [undefined, '–'],
    [{ estimate: null, lower: null, upper: null, lift: 'no-holdout' }, 'No comparison'],
    [{ estimate: null, lower: null, upper: null, lift: 'uneven' }, 'Uneven groups'],
    [
      { estimate: 5_000, lower: 1_000, upper: 9_000, lift: 'gain' },
      '+$50 About $50 of margin, between $10 and $90',
    ],
  ])('in a table %j reads “%s”', (caused, words) => {
    const cell = lookAt(<CausedCell caused={caused} currency="USD" domain={[-10_000, 10_000]} />);
    expect(cell.words).toBe(words);
  });
});
