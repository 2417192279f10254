import { COLUMNS } from './encode.ts';
import type { RecoveryParameters } from './parameters.ts';

/** Share of abandoned carts that come back, assumed until counted. */
export const ASSUMED_BASE_RATE = 0.1;

/** Log-odds for one unit of a column, set by hand; 0 for columns not listed. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'first-order': -0.4,
  orders: 0.3,
  recency: -0.12,
  'step-checkout': 0.3,
  'step-shipping': 0.6,
  'step-payment': 0.9,
  mobile: -0.2,
  'discount-share': -0.3,
  'new-category': -0.2,
  'cart-to-usual': -0.2,
};

/** Means of the columns for an ordinary cart, assumed until counted. */
const MEANS: Readonly<Record<string, number>> = {
  'first-order': 0.5,
  orders: 0.6,
  recency: 2,
  'step-checkout': 0.3,
  'step-shipping': 0.15,
  'step-payment': 0.1,
  mobile: 0.6,
  'discount-share': 0.15,
  'new-category': 0.15,
};

/** The rule in the form of parameters, so that the same code scores and explains rule and model. */
export const RULE_PARAMETERS: RecoveryParameters = {
  version: 1,
  columns: COLUMNS.map((column) => column.id),
  means: COLUMNS.map((column) => MEANS[column.id] ?? 0),
  weights: COLUMNS.map((column) => WEIGHTS[column.id] ?? 0),
  intercept: Math.log(ASSUMED_BASE_RATE / (1 - ASSUMED_BASE_RATE)),
  calibration: { slope: 1, offset: 0 },
  baseRate: ASSUMED_BASE_RATE,
  carts: 0,
};
