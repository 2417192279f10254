import type { PoliciesView } from '@millrace/services/measure';
import { lookAt } from '@millrace/ui/testing';
import { describe, expect, it } from 'vitest';
import { PoliciesOfStep } from './policies-part.tsx';

type PolicyView = PoliciesView['policies'][number];

const RAN: PolicyView = {
  id: 'as-it-ran',
  title: 'As it ran',
  sentence: 'The choices that were really made.',
  value: { estimate: 600.4, lower: 540, upper: 660 },
  difference: null,
  effective: 2_000,
  refusal: null,
};
const BETTER: PolicyView = {
  ...RAN,
  id: 'always:percent-10',
  title: 'Always 10% off',
  sentence: 'Everybody gets 10% off where it is allowed, and no offer otherwise.',
  value: { estimate: 900, lower: 780, upper: 1_020 },
  difference: { estimate: 299.6, lower: 140, upper: 460 },
  effective: 800.6,
};
const REFUSED: PolicyView = {
  ...RAN,
  id: 'always:percent-20',
  title: 'Always 20% off',
  value: null,
  effective: 38.2,
  refusal: 'Too early to tell: the log is worth 38 decisions of it, and 100 are needed.',
};
const STEP: PoliciesView = {
  node: 'offer',
  name: 'What to give',
  model: 'offer',
  at: Date.UTC(2026, 5, 1),
  days: 5,
  currency: 'USD',
  sentence: 'No other way of deciding is certain to have earned more than what ran.',
  decisions: 2_000,
  people: 1_900,
  waiting: 0,
  fixed: 0,
  asItRan: [],
  policies: [RAN, BETTER, REFUSED],
};
const draw = (change: Partial<PoliciesView> = {}) => lookAt(<PoliciesOfStep step={{ ...STEP, ...change }} />);

describe('other ways to decide', () => {
  it('shows each way with its margin, its difference from what ran, and the evidence, also for screen readers', () => {
    const drawn = draw();
    expect(drawn.words).toContain('What to give: other ways to decide');
    expect(drawn.words).toContain('$6.00');
    expect(drawn.words).toContain('$9.00');
    expect(drawn.words).toContain('+$3.00');
    expect(drawn.words).toContain('+$1.40 to +$4.60');
    expect(drawn.words).toContain('2,000 decisions about 1,900 people');
    expect(drawn.names('img')).toEqual(['Always 10% off: +$3.00 each, between +$1.40 and +$4.60']);
    expect(drawn.all('row')).toHaveLength(4);
  });

  it('says in place of figures why there are none', () => {
    const drawn = draw({ policies: [RAN, REFUSED] });
    expect(drawn.words).toContain(REFUSED.refusal);
    expect(drawn.all('img')).toEqual([]);
  });

  it('names what is left out and what still counts later', () => {
    const drawn = draw({ waiting: 1, fixed: 12, asItRan: ['The fixed rule'] });
    expect(drawn.words).toContain('1 more decision counts once 5 days are over.');
    expect(drawn.words).toContain('12 decisions are left out, because only the best guess could be chosen.');
    expect(drawn.words).toContain('“The fixed rule” chooses as it ran.');
    expect(draw().words).not.toMatch(/left out, because|counts once 5|chooses as it ran/);
  });

  it('has no table before the first estimate, and says when it comes', () => {
    const drawn = draw({ at: null, decisions: 0, people: 0, policies: [] });
    expect(drawn.all('table')).toEqual([]);
    expect(drawn.words).toContain('It is estimated whenever the model is trained, at least once a day.');
  });
});
