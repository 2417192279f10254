/** How a channel is spoken of. Each fits into the sentence shown. */
export interface ChannelWords {
  /** "They had **a text** from “Win-back” 3 hours ago." */
  readonly one: string;
  /** "People who agreed to **texts**." */
  readonly many: string;
  /** "**Text** was sent", and the choice in a filter. */
  readonly short: string;
  /** What a customer agrees to: "**Text messages**: agreed"; in lower case "they never agreed to marketing by **text messages**". */
  readonly agreed: string;
  /** "May be **texted**." */
  readonly reached: string;
  /** "No **text provider** is connected." */
  readonly provider: string;
  /** When to use it, one sentence for the palette. */
  readonly use: string;
}

/** A choice that the law of some countries leaves to the store, as it is asked in the guardrails. */
export interface RuleSetting {
  /** Name under which it is stored. */
  readonly setting: string;
  readonly title: string;
  readonly description: string;
}

/** What the laws and carriers of a channel ask for beyond a plain yes. */
export interface ConsentRules {
  /** Whether people who were never asked may be written to, if the store says so; null where no law allows it. */
  readonly neverAsked: RuleSetting | null;
  /** Where messages about a cart need a confirmed opt-in, unless the store says otherwise; null where a yes is enough. */
  readonly confirmedForCarts:
    | (RuleSetting & {
        /** ISO 3166-1 alpha-2, upper case. */
        readonly countries: readonly string[];
        /** Beginnings of numbers that count as from there while the country is unknown. */
        readonly numbers: readonly string[];
        /** Why it was not sent: "Not sent: ...". */
        readonly sentence: string;
      })
    | null;
}

/** For a channel on which a cart may be spoken of once only, while it is fresh. Sentences begin with "Not sent:". */
export interface CartRule {
  readonly again: string;
  /** @param hours after which it is too late */
  readonly late: (hours: number) => string;
}
