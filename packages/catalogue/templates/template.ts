import type { z } from 'zod';
import type { graphSchema } from '@millrace/flow';
import type { Casting } from './cast.ts';

/**
 * A flow of the gallery. Each is a folder with graph, content, story, cast and expected paths; `kinds.ts` is
 * the list.
 */
export interface Template {
  /** Name of its folder: `abandoned-cart-ai`. */
  readonly id: string;
  readonly title: string;
  /** One line for the card. */
  readonly summary: string;
  /** What it is for, in the words of a marketer who needs it. */
  readonly goal: string;
  readonly category: 'recover' | 'welcome' | 'grow' | 'keep' | 'win-back' | 'service' | 'operate';
  /**
   * How far a store has come that runs it: 2 sends by rules, 3 reacts to what people do, 4 knows the person's
   * own rhythm and value, 5 decides and learns. (1 is work by hand.)
   */
  readonly level: 2 | 3 | 4 | 5;
  readonly channels: readonly string[];
  /** What the store has to have for it to work. */
  readonly needs: readonly TemplateNeed[];
  /** What happens, in a few sentences; `story.md` has it in full. */
  readonly story: string;
  /**
   * Results of others with similar flows, and who published them, with the year. Without a source nothing is
   * claimed, and the gallery says that there is no figure that we could check.
   */
  readonly result: { readonly text: string; readonly source: string | null };
  /** What it should bring, from which the gallery works out what that is in a store. */
  readonly earns: TemplateEarns;
  /** What keeps it in bounds, in a sentence each: what it never does, and what stops it. */
  readonly guardrails: readonly string[];
  /** Who in a team of five should own it. */
  readonly owner: 'founder' | 'marketing' | 'service' | 'operations';
  /** Days after which a flow made from it asks for a review, 7 to 180. */
  readonly reviewAfterDays: number;
  /** Days from entering to the end, for somebody who goes all the way. */
  readonly lastsDays: number;
  /** What a store changes first, most important first, each with the ids of the nodes where it is. One to four. */
  readonly adapt: readonly { readonly sentence: string; readonly nodes: readonly string[] }[];
  /** Success and failure metric, holdout and purpose are in its settings. */
  readonly graph: z.input<typeof graphSchema>;
  /** People, or things, among whom each branch is taken by somebody. */
  readonly cast: Casting;
}

/** What a flow should bring, as ranges with their reason. What a store knows of itself is not in it. */
export interface TemplateEarns {
  /**
   * By how much more people order than without it: 0.02 to 0.1 is 2 to 10 % more of those who would order anyway. Null
   * for a flow that sells nothing.
   */
  readonly orders: {
    readonly low: number;
    readonly high: number;
    /** Why this range. */
    readonly why: string;
    /** Who measured it against people who got nothing, with the year; null for an assumption of ours. */
    readonly source: string | null;
  } | null;
  /** Messages that one person gets on average, by channel. An estimate from its steps. */
  readonly sends: Readonly<Record<string, number>>;
  /** Share of the orders of its people that use its offer, and share of the price that the offer takes, 0 to 1. */
  readonly discount: { readonly share: number; readonly depth: number } | null;
  /** Minutes of work by hand that one entry saves, and which work. Estimates of ours. */
  readonly saves: { readonly low: number; readonly high: number; readonly what: string } | null;
  /** What it also brings, or what all that it brings is, that nobody can put into money beforehand. */
  readonly unknown: string | null;
}

export interface TemplateNeed {
  /**
   * A `capability` is never listed by hand: it is derived from what the steps need from connected systems.
   * `tiers` are loyalty tiers in the settings of the store.
   */
  readonly what: 'event' | 'channel' | 'consent' | 'cost' | 'capability' | 'tiers';
  /** Name of the event type, channel or capability. */
  readonly name: string;
  readonly sentence: string;
  /** Whether it also works without, for example because the team gets a task instead. */
  readonly isOptional?: boolean | undefined;
}

export function defineTemplate(template: Template): Template {
  return template;
}

/** A promise of a template about one kind of person and the path they take. A rehearsal checks it. */
export interface ExpectedPath {
  /** A sentence: "A full-price buyer is reminded once and never offered a discount". */
  readonly promise: string;
  /** Name of a member of the cast. */
  readonly person: string;
  /** Ids of the nodes they reach, in order, from the trigger on. */
  readonly nodes: readonly string[];
}
