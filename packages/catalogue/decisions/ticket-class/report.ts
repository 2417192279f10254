import { calibrationError, reliability } from '@millrace/measure';
import { z } from 'zod';
import { CLASS_IDS, placeOf, type TicketClass } from './classes.ts';

const share = z.number().min(0).max(1);

/** How well it told the decided tickets of late, compared with how sure it was. */
const decidedSchema = z.object({
  tickets: z.number(),
  /** Share that was right, and the mean confidence it had. */
  right: share,
  confidence: share,
});

/** The quality of the model on tickets it did not learn from, by their text alone. Plain JSON without a word of them. */
export const ticketReportSchema = z.object({
  /** Tickets whose class is known, and those of them that somebody of the team told. */
  tickets: z.number(),
  ofTeam: z.number(),
  /** Tickets used for testing; whether they are those that the help desk gave a class. */
  judged: z.number(),
  byDesk: z.boolean(),
  /** Mean log loss in nats: of the model, of the stated rule, and of always saying the usual shares. */
  loss: z.number(),
  lossOfRule: z.number(),
  lossOfShares: z.number(),
  /** How much smaller the first is than each other, and the standard error of that. */
  gainOnRule: z.number(),
  errorOnRule: z.number(),
  gainOnShares: z.number(),
  errorOnShares: z.number(),
  /** True when both gains are above zero by two standard errors. */
  isBetter: z.boolean(),
  /** Share told right: by the model, by the rule, and by always saying the commonest class. */
  right: share,
  rightOfRule: share,
  rightOfCommonest: share,
  /** Of tickets told with a confidence of at least 70%: their share of all, and the share told right. */
  sure: share,
  rightOfSure: share,
  bins: z.array(z.object({ count: z.number(), predicted: share, observed: share })).readonly(),
  /** Mean distance of confidence and share told right over the groups. */
  calibrationError: z.number(),
  /** By class it is: how many were told as each class, in the order of the classes. */
  confusion: z.array(z.array(z.number()).readonly()).readonly(),
  /** What it said of tickets in flows of late; null when too few are known. */
  decided: decidedSchema.nullable(),
});
export type TicketReport = z.infer<typeof ticketReportSchema>;

/** What was foretold of a ticket, by place, and what it was. */
export interface Told {
  readonly is: TicketClass;
  readonly byModel: readonly number[];
  readonly byRule: readonly number[];
}

/** From this confidence a ticket counts as sure: the usual setting of the step. */
export const SURE = 0.7;
/** Standard errors by which a gain lies above zero: chance alone reaches it in about one of forty trainings. */
const CLEARLY = 2;

const lossOf = (shares: readonly number[], is: TicketClass): number =>
  -Math.log(Math.max(1e-12, shares[placeOf(is)]!));
const saidOf = (shares: readonly number[]): number => shares.indexOf(Math.max(...shares));
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;

/** Mean and standard error of the mean. */
function meanAndError(values: readonly number[]): readonly [number, number] {
  const gain = mean(values);
  if (values.length < 2) return [gain, 0];
  const variance = values.reduce((sum, one) => sum + (one - gain) ** 2, 0) / (values.length - 1);
  return [gain, Math.sqrt(variance / values.length)];
}

/** @param usual shares of the classes among the tickets learned from, by place */
export function reportOn(
  told: readonly Told[],
  usual: readonly number[],
  about: Pick<TicketReport, 'tickets' | 'ofTeam' | 'byDesk' | 'decided'>,
): TicketReport {
  const losses = told.map(({ is, byModel }) => lossOf(byModel, is));
  const ofRule = told.map(({ is, byRule }) => lossOf(byRule, is));
  const ofShares = told.map(({ is }) => lossOf(usual, is));
  const [gainOnRule, errorOnRule] = meanAndError(losses.map((loss, at) => ofRule[at]! - loss));
  const [gainOnShares, errorOnShares] = meanAndError(losses.map((loss, at) => ofShares[at]! - loss));
  const isRight = (said: number, is: TicketClass) => (said === placeOf(is) ? 1 : 0);
  const forecasts = told.map(({ is, byModel }) => ({
    probability: Math.min(1, Math.max(...byModel)),
    happened: isRight(saidOf(byModel), is) === 1,
  }));
  const sure = forecasts.filter(({ probability }) => probability >= SURE);
  const bins = reliability(forecasts);
  const confusion = CLASS_IDS.map((is) => {
    const counts = CLASS_IDS.map(() => 0);
    for (const one of told) if (one.is === is) counts[saidOf(one.byModel)]! += 1;
    return counts;
  });
  return {
    ...about,
    judged: told.length,
    loss: mean(losses),
    lossOfRule: mean(ofRule),
    lossOfShares: mean(ofShares),
    gainOnRule,
    errorOnRule,
    gainOnShares,
    errorOnShares,
    isBetter:
      told.length > 1 &&
      gainOnRule > Math.max(1e-9, CLEARLY * errorOnRule) &&
      gainOnShares > Math.max(1e-9, CLEARLY * errorOnShares),
    right: mean(told.map(({ is, byModel }) => isRight(saidOf(byModel), is))),
    rightOfRule: mean(told.map(({ is, byRule }) => isRight(saidOf(byRule), is))),
    rightOfCommonest: mean(told.map(({ is }) => isRight(saidOf(usual), is))),
    sure: told.length === 0 ? 0 : sure.length / told.length,
    rightOfSure: mean(sure.map(({ happened }) => (happened ? 1 : 0))),
    bins,
    calibrationError: calibrationError(bins),
    confusion,
  };
}
