import type { z } from 'zod';
import type { graphSchema } from '@millrace/flow';

/**
 * A flow of the gallery. Each is a folder with graph, content, story and expected paths; `kinds.ts` is the
 * list.
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
  readonly channels: readonly string[];
  /** What the store has to have for it to work. */
  readonly needs: readonly TemplateNeed[];
  /** What happens, in a few sentences; `story.md` has it in full. */
  readonly story: string;
  /** Results of others with similar flows, and the source. */
  readonly result: { readonly text: string; readonly source: string };
  /** The graph as it is stored and as the API takes it. */
  readonly graph: z.input<typeof graphSchema>;
}

export interface TemplateNeed {
  /**
   * A `capability` is never listed by hand: it is derived from what the steps need from connected systems.
   */
  readonly what: 'event' | 'channel' | 'consent' | 'cost' | 'capability';
  /** Name of the event type, channel or capability. */
  readonly name: string;
  readonly sentence: string;
}

export function defineTemplate(template: Template): Template {
  return template;
}

/** A promise of a template about one kind of person and the path they take. A rehearsal checks it. */
export interface ExpectedPath {
  /** A sentence: "A full-price buyer is reminded once and never offered a discount". */
  readonly promise: string;
  readonly person: string;
  /** Ids of the nodes they reach, in order, from the trigger on. */
  readonly nodes: readonly string[];
}
