import { percent } from '@millrace/base/words';
/** The parts of a recovery report that the page shows; everything may be missing in one written by an older Millrace. */
export interface RecoveryShown {
  readonly carts: number;
  readonly recovered: number;
  readonly judged: number;
  readonly baseRate: number;
  readonly brier: number;
  readonly brierOfBaseRate: number;
  readonly areaUnderCurve: number;
  readonly calibrationError: number;
  readonly isBetter: boolean;
  readonly reason: string | null;
  readonly bins: readonly Bin[];
  readonly drift: { readonly gotWorse: boolean; readonly sentence: string } | null;
}

export interface Bin {
  readonly count: number;
  /** Mean forecast of the group, 0 to 1. */
  readonly predicted: number;
  /** Share that came true, 0 to 1. */
  readonly observed: number;
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

export function readReport(report: Readonly<Record<string, unknown>>): RecoveryShown {
  const drift = report['drift'] as { gotWorse?: unknown; sentence?: unknown } | null | undefined;
  return {
    carts: number(report['carts']),
    recovered: number(report['recovered']),
    judged: number(report['judged']),
    baseRate: number(report['baseRate']),
    brier: number(report['brier']),
    brierOfBaseRate: number(report['brierOfBaseRate']),
    areaUnderCurve: number(report['areaUnderCurve']),
    calibrationError: number(report['calibrationError']),
    isBetter: report['isBetter'] === true,
    reason: typeof report['reason'] === 'string' ? report['reason'] : null,
    bins: Array.isArray(report['bins']) ? (report['bins'] as Bin[]) : [],
    drift: drift && typeof drift.sentence === 'string' ? { gotWorse: drift.gotWorse === true, sentence: drift.sentence } : null,
  };
}

/** The area under the curve as what it means: how often it ranks a pair rightly. */
export function rankingWords(area: number): string {
  return `Of a cart that came back and one that did not, it names the right one ${Math.round(area * 100)} times in 100. Guessing would get 50.`;
}

/** The Brier score as what it saves against always saying the usual share. */
export function errorWords({ brier, brierOfBaseRate, baseRate }: Pick<RecoveryShown, 'brier' | 'brierOfBaseRate' | 'baseRate'>): string {
  if (brierOfBaseRate <= 0) return 'There is nothing to compare its errors with yet.';
  const saved = 1 - brier / brierOfBaseRate;
  if (saved <= 0) return `Its errors are no smaller than those of always saying ${percent(baseRate)}.`;
  return `Its errors are ${percent(saved)} smaller than those of always saying ${percent(baseRate)}.`;
}

/** The calibration error as what it means for a forecast. */
export function calibrationWords(error: number): string {
  const points = Math.round(error * 1000) / 10;
  return `What it says and what happens differ by ${points} points on average${points <= 5 ? ': its percentages can be taken at their word.' : '.'}`;
}
