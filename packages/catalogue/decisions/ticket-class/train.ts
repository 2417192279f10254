import { DAY } from '@millrace/base';
import { fitHonesty, fitMultinomial, logOddsOfRow } from '@millrace/measure';
import type { TrainingContext } from '../history.ts';
import type { Training } from '../model.ts';
import { CLASS_IDS, placeOf } from './classes.ts';
import { PLACES } from './features.ts';
import { MINIMUM_OF_CLASS, MINIMUM_TICKETS } from './minimum.ts';
import { packed, packedMarks, weightsOf, type TicketParameters, type Weights } from './parameters.ts';
import { reportOn, type TicketReport } from './report.ts';
import { ASSUMED_TRUST, sharesByWeights, type Learned } from './score.ts';
import type { TicketSample } from './samples.ts';

/** L2 penalties to try, from the largest: each fit begins where the last one ended. */
const PENALTIES = [3, 1, 0.3];
/** Tickets of the help desk among the latest that are enough to judge by them alone. */
const ENOUGH_OF_DESK = 60;
/** How far back what a flow said counts as of late, and how many tickets say something. */
const LATELY = 60 * DAY;
const ENOUGH_DECIDED = 40;
/** Tickets that a word has to be in to be known. */
const MET = 3;
/** How many tickets the assumed trust in the help desk weighs as much as. */
const WEIGHT_OF_TRUST = 20;

/**
 * Learns from past tickets in order of time: the first 60% are fitted, the next 20% choose the penalty and make the probabilities honest,
 * the last 20% only tell how good it is, by text alone. If it is better than the rule and than the usual shares, by more than
 * chance, it is fitted once more: the first 80% are fitted, the last 20% make the probabilities honest.
 */
export function trainTickets(
  samples: readonly TicketSample[],
  { now }: Pick<TrainingContext, 'now'>,
): Training<TicketParameters, TicketReport> {
  const byTime = [...samples].sort((one, other) => one.at - other.at);
  const about = {
    tickets: byTime.length,
    ofTeam: byTime.filter(({ isOfTeam }) => isOfTeam).length,
    byDesk: false,
    decided: decidedLately(byTime, now),
  };
  const refuse = (reason: string) => ({ parameters: null, report: reportOn([], [], about), reason });
  if (byTime.length < MINIMUM_TICKETS)
    return refuse(
      `The class of ${byTime.length} past tickets is known and ${MINIMUM_TICKETS} are needed to learn from.`,
    );
  const fitEnd = Math.floor(byTime.length * 0.6);
  const tuneEnd = Math.floor(byTime.length * 0.8);
  const counts = CLASS_IDS.map((id) => byTime.slice(0, fitEnd).filter(({ is }) => is === id).length);
  if (counts.filter((count) => count >= MINIMUM_OF_CLASS).length < 2)
    return refuse(
      `Two classes with ${MINIMUM_OF_CLASS} earlier tickets each are needed, so that there is something to tell apart.`,
    );

  const best = choosePenalty(byTime.slice(0, fitEnd), byTime.slice(fitEnd, tuneEnd));
  const latest = byTime.slice(tuneEnd);
  const ofDesk = latest.filter(({ isOfDesk }) => isOfDesk);
  const byDesk = ofDesk.length >= ENOUGH_OF_DESK;
  const told = (byDesk ? ofDesk : latest).map((one) => ({
    is: one.is,
    byRule: one.byRule,
    byModel: sharesByWeights(one, best),
  }));
  const before = byTime.slice(0, tuneEnd);
  const report = reportOn(told, usualShares(before), { ...about, byDesk });
  if (!report.isBetter)
    return {
      parameters: null,
      report,
      reason:
        'On the latest tickets it was not clearly better than the rule, and than always saying the usual shares, so the rule goes on.',
    };
  const whole = calibrated(fit(before, best.penalty), before, latest);
  return {
    parameters: {
      version: 1,
      classes: [...CLASS_IDS],
      ...whole,
      trust: trustIn(byTime),
      tickets: byTime.length,
    },
    report,
    reason: null,
  };
}

function fit(samples: readonly TicketSample[], penalty: number, from?: Weights) {
  return fitMultinomial(
    {
      rows: samples.map(({ row }) => row),
      targets: samples.map(({ is }) => placeOf(is)),
      classes: CLASS_IDS.length,
      size: PLACES,
      // It begins at the rule, and moves away from it as the tickets tell.
      offsets: samples.map(({ byRule }) => byRule.map(Math.log)),
    },
    penalty,
    from,
  );
}

/** The rounded weights, with what makes their probabilities honest on tickets they did not learn from. */
function calibrated(
  fitted: Weights,
  earlier: readonly TicketSample[],
  later: readonly TicketSample[],
): Learned {
  const parameters = packed(fitted);
  const weights = weightsOf(parameters);
  const usual = usualShares(earlier);
  const logOdds = later.map(({ row, byRule }) => logOddsOfRow(row, weights, byRule.map(Math.log)));
  const targets = later.map(({ is }) => placeOf(is));
  return {
    ...parameters,
    usual: [...usual],
    known: packedMarks(metWords(earlier)),
    ...fitHonesty(logOdds, targets, usual),
  };
}

/** Marks of the words of some tickets: those of fewer are names, and say nothing of a class. */
function metWords(samples: readonly TicketSample[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const { marks } of samples)
    for (const mark of new Set(marks)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= MET).map(([mark]) => mark));
}

/** The penalty with the smallest log loss on later tickets. */
function choosePenalty(
  earlier: readonly TicketSample[],
  later: readonly TicketSample[],
): Learned & { readonly penalty: number } {
  let best: (Learned & { readonly penalty: number }) | null = null;
  let least = Infinity;
  let from: Weights | undefined;
  for (const penalty of PENALTIES) {
    const fitted = fit(earlier, penalty, from);
    from = fitted;
    const candidate = calibrated(fitted, earlier, later);
    let loss = 0;
    for (const one of later)
      loss -= Math.log(Math.max(1e-12, sharesByWeights(one, candidate)[placeOf(one.is)]!));
    if (loss < least) [best, least] = [{ ...candidate, penalty }, loss];
  }
  return best!;
}

/** Shares of the classes; one ticket is added to each, so that none is impossible. */
function usualShares(samples: readonly TicketSample[]): readonly number[] {
  return CLASS_IDS.map(
    (id) => (samples.filter(({ is }) => is === id).length + 1) / (samples.length + CLASS_IDS.length),
  );
}

/** How often the help desk's first class was what somebody of the team said, drawn towards what is assumed. */
function trustIn(samples: readonly TicketSample[]): number {
  const checked = samples.filter(({ deskFirst, isOfTeam }) => deskFirst !== null && isOfTeam);
  const right = checked.filter(({ deskFirst, is }) => deskFirst === is).length;
  return (right + ASSUMED_TRUST * WEIGHT_OF_TRUST) / (checked.length + WEIGHT_OF_TRUST);
}

/** What the trained model said of tickets in flows of late, where the class became known. */
function decidedLately(samples: readonly TicketSample[], now: number): TicketReport['decided'] {
  const said = samples.flatMap(({ decided, is, at }) =>
    decided?.isTrained && now - at <= LATELY ? [{ ...decided, isRight: decided.chosen === is }] : [],
  );
  if (said.length < ENOUGH_DECIDED) return null;
  return {
    tickets: said.length,
    right: said.filter(({ isRight }) => isRight).length / said.length,
    confidence: Math.min(1, said.reduce((sum, { confidence }) => sum + confidence, 0) / said.length),
  };
}
