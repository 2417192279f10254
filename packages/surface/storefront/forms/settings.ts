/** When a form opens by itself. */
export interface PopUp {
  /** Seconds. */
  readonly after: number | null;
  /** Percent of the page. */
  readonly scrolled: number | null;
  readonly leaving: boolean;
  readonly everyDays: number;
}

/** The forms of a store, in its colour. */
export interface StoreForms {
  readonly colour: string;
  /** Of text on that colour. */
  readonly onColour: string;
  readonly forms: readonly FormWords[];
}

/** A form as the server writes it into the script. */
export interface FormWords {
  readonly id: string;
  readonly kind: 'sign-up' | 'waitlist';
  readonly heading: string;
  readonly text: string;
  readonly button: string;
  readonly consentWords: string;
  readonly thanks: string;
  readonly asksName: boolean;
  readonly popUp: PopUp | null;
}
