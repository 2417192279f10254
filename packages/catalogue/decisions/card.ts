import type { MinorUnits } from '@millrace/base';

/** How a model stands, in two or three words. */
export interface Standing {
  readonly state: 'good' | 'waiting' | 'broken';
  readonly words: string;
}

/** A figure with what it means. */
export interface CardFigure {
  readonly name: string;
  /** Written out: "0.84". */
  readonly value: string;
  /** What experts call it. */
  readonly measure: string;
  /** What it means, a whole sentence. */
  readonly meaning: string;
}

/** Forecasts of about the same probability, and how many of them came true. */
export interface CardBin {
  readonly count: number;
  /** Mean forecast of the group, 0 to 1. */
  readonly predicted: number;
  /** Share that came true, 0 to 1. */
  readonly observed: number;
}

/** A cell is text as it stands, or an amount that the screen writes in the store's currency. */
export type CardCell = string | { readonly amount: MinorUnits };

/** What a card is made of. The screen draws each part; no model needs to be known for that. */
export type CardPart =
  | { readonly part: 'text'; readonly text: string }
  | { readonly part: 'figures'; readonly figures: readonly CardFigure[] }
  | {
      /** Said against what happened, a dot for each group. */
      readonly part: 'reliability';
      readonly bins: readonly CardBin[];
      /** What the forecasts are of, in the plural: "carts". */
      readonly of: string;
      /** As it is said of many: "come back". */
      readonly foretold: string;
      /** As it is said of what was: "came back". */
      readonly happened: string;
    }
  | {
      readonly part: 'table';
      /** What is listed, for people who hear the page. */
      readonly label: string;
      readonly columns: readonly { readonly header: string; readonly isFigure?: boolean }[];
      readonly rows: readonly (readonly CardCell[])[];
    };

/** A report as the card shows it. */
export interface CardContent {
  readonly standing: Standing | null;
  readonly parts: readonly CardPart[];
}

/** The view of a model's card in Settings. */
export interface ModelCard<Report> {
  /** The question it answers for a marketer: "Will this cart come back?" */
  readonly title: string;
  /** What it does, one sentence. */
  readonly sentence: string;
  /** What stands there while nothing is learned; the reason that training gave replaces the sentence. */
  readonly empty: { readonly icon: string; readonly title: string; readonly sentence: string };
  /** What the report of the parameters in use comes to. */
  show(report: Report): CardContent;
}
