import type { MinorUnits } from '@millrace/base';

/** The state of a model, in two or three words. */
export interface Standing {
  readonly state: 'good' | 'waiting' | 'broken';
  readonly words: string;
}

/** A figure with its meaning. */
export interface CardFigure {
  readonly name: string;
  /** Formatted: "0.84". */
  readonly value: string;
  /** Its name among experts. */
  readonly measure: string;
  /** Its meaning, a whole sentence. */
  readonly meaning: string;
}

/** Forecasts of similar probability, and the share that came true. */
export interface CardBin {
  readonly count: number;
  /** Mean forecast of the group, 0 to 1. */
  readonly predicted: number;
  /** Share that came true, 0 to 1. */
  readonly observed: number;
}

/** A cell is text, or an amount in minor units that the screen formats in the store's currency. */
export type CardCell = string | { readonly amount: MinorUnits };

/** A part of a card. The screen can draw each part without knowing the model. */
export type CardPart =
  | { readonly part: 'text'; readonly text: string }
  | { readonly part: 'figures'; readonly figures: readonly CardFigure[] }
  | {
      /** Predicted against observed shares, a dot for each group. */
      readonly part: 'reliability';
      readonly bins: readonly CardBin[];
      /** The subject of the forecasts, in the plural: "carts". */
      readonly of: string;
      /** The event in the present: "come back". */
      readonly foretold: string;
      /** The event in the past: "came back". */
      readonly happened: string;
    }
  | {
      readonly part: 'table';
      /** The name of the table, for screen readers. */
      readonly label: string;
      readonly columns: readonly { readonly header: string; readonly isFigure?: boolean }[];
      readonly rows: readonly (readonly CardCell[])[];
    };

/** What a card shows of a report. */
export interface CardContent {
  readonly standing: Standing | null;
  readonly parts: readonly CardPart[];
}

/** The card of a model in Settings. */
export interface ModelCard<Report> {
  /** The question it answers for a marketer: "Will this cart come back?" */
  readonly title: string;
  /** What it does, one sentence. */
  readonly sentence: string;
  /** Shown while the model is not trained; the reason from training replaces the sentence. */
  readonly empty: { readonly icon: string; readonly title: string; readonly sentence: string };
  /** The content for the report of the parameters in use. */
  show(report: Report): CardContent;
}
