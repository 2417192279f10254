import { z } from 'zod';
import type { PastVisitor } from '../history.ts';
import { always, comparePolicies, logsOf, type Policy } from '../policies.ts';
import type { PolicyReport } from '../policy-report.ts';
import { OUTCOME_DAYS } from './samples.ts';

const hour = z.int().min(0).max(23);
/** The hours that other ways of deciding would have taken, as each decision recorded them. */
const contextSchema = z.object({ ownHour: hour, storeHour: hour, soonest: hour });
type HourContext = z.infer<typeof contextSchema>;
/** The mean reward of an hour. */
type Learned = (option: string) => number;
type HourPolicy = Policy<HourContext, Learned>;

/** What other hours would have earned, for each step that chooses one. */
export function hourPolicies(past: readonly PastVisitor[]): readonly PolicyReport[] {
  const decisions = past.flatMap((one) => one.decisions);
  return comparePolicies<HourContext, Learned>({
    steps: logsOf(decisions, OUTCOME_DAYS, ({ record: { inputs } }) => {
      const context = contextSchema.safeParse(inputs);
      return context.success ? context.data : null;
    }),
    policies: () => [STORE, OWN, SOONEST],
    learn: meanRewards,
    expects: (rewardOf, _context, option) => rewardOf(option),
  });
}

/** An hour's mean is drawn towards that of all hours as by so many decisions. */
const SHRUNK_BY = 200;

function meanRewards(log: readonly { readonly chosen: string; readonly reward: number }[]): Learned {
  const sums = new Map<string, { n: number; reward: number }>();
  let total = 0;
  for (const { chosen, reward } of log) {
    const sum = sums.get(chosen) ?? { n: 0, reward: 0 };
    sums.set(chosen, { n: sum.n + 1, reward: sum.reward + reward });
    total += reward;
  }
  const mean = log.length === 0 ? 0 : total / log.length;
  return (option) => {
    const { n, reward } = sums.get(option) ?? { n: 0, reward: 0 };
    return (reward + SHRUNK_BY * mean) / (n + SHRUNK_BY);
  };
}

const following = (of: (context: HourContext) => number): HourPolicy['chances'] =>
  function chances(decision, learned) {
    const option = String(of(decision.context));
    return always(option, option)(decision, learned);
  };

const STORE: HourPolicy = {
  id: 'store',
  title: 'Always the store’s hour',
  sentence: 'Everybody goes on at the hour in which most visits of all customers begin.',
  chances: following(({ storeHour }) => storeHour),
};

const OWN: HourPolicy = {
  id: 'own',
  title: 'Always their own hour',
  sentence: 'Everybody goes on at their own best hour, without trying others.',
  chances: following(({ ownHour }) => ownHour),
};

const SOONEST: HourPolicy = {
  id: 'soonest',
  title: 'At once',
  sentence: 'Everybody goes on at the first hour that fits.',
  chances: following(({ soonest }) => soonest),
};
