/** Words for a channel. Each fits into the sentence shown. */
export interface ChannelWords {
  /** "They had **a text** from “Win-back” 3 hours ago." */
  readonly one: string;
  /** "People who agreed to **texts**." */
  readonly many: string;
  /** "**Text** was sent", and the choice in a filter. */
  readonly short: string;
  /**
   * What a customer agrees to: "**Text messages**: agreed"; in lower case "they never agreed to marketing by
   * **text messages**".
   */
  readonly agreed: string;
  /** "May be **texted**." */
  readonly reached: string;
  /** "No **text provider** is connected." */
  readonly provider: string;
  /** When to use it, one sentence for the palette. */
  readonly use: string;
}

/** A choice that the law of some countries leaves to the store, as a setting of a guardrail. */
export interface RuleSetting {
  /** Its name in the stored settings. */
  readonly setting: string;
  readonly title: string;
  readonly description: string;
}

/** What laws and carriers of a channel require beyond plain consent. */
export interface ConsentRules {
  /** The setting that allows messages to people who were never asked; null when no law allows them. */
  readonly neverAsked: RuleSetting | null;
  /**
   * The setting by which messages about a cart need a double opt-in in some countries; null when plain
   * consent is enough.
   */
  readonly confirmedForCarts:
    | (RuleSetting & {
        /** ISO 3166-1 alpha-2, upper case. */
        readonly countries: readonly string[];
        /** Prefixes of phone numbers that count as from there while the country is unknown. */
        readonly numbers: readonly string[];
        /** The reason for a refusal: "Not sent: ...". */
        readonly sentence: string;
      })
    | null;
}

/**
 * Sentences for a channel that allows one message about a cart, while the cart is fresh. They begin with "Not
 * sent:".
 */
export interface CartRule {
  readonly again: string;
  /** @param hours the age of the cart after which it is too late */
  readonly late: (hours: number) => string;
}
