import type { z } from 'zod';
import type { graphSchema } from '@millrace/flow';

/** A flow of the gallery. One folder each: graph, content, story, expected path; `kinds.ts` is the list. */
export interface Template {
  /** Name of its folder: `abandoned-cart-ai`. */
  readonly id: string;
  readonly title: string;
  /** One line for the card. */
  readonly summary: string;
  /** What it is for, in the words of who asks for it. */
  readonly goal: string;
  readonly category: 'recover' | 'welcome' | 'grow' | 'keep' | 'win-back' | 'service' | 'operate';
  readonly channels: readonly string[];
  /** What the store has to have for it to work. */
  readonly needs: readonly TemplateNeed[];
  /** What happens, told in a few sentences; `story.md` tells it whole. */
  readonly story: string;
  /** What others see with flows like it, and who says so. */
  readonly result: { readonly text: string; readonly source: string };
  /** As it is stored and as the API takes it. */
  readonly graph: z.input<typeof graphSchema>;
}

export interface TemplateNeed {
  /** A `capability` is never written down: it is read from what the steps ask connected systems for. */
  readonly what: 'event' | 'channel' | 'consent' | 'cost' | 'capability';
  /** Name of the event type, channel or capability. */
  readonly name: string;
  readonly sentence: string;
}

export function defineTemplate(template: Template): Template {
  return template;
}

/** What a template promises about one sort of person: who they are and which way they go. Checked by a rehearsal. */
export interface ExpectedPath {
  /** A sentence: "A full-price buyer is reminded once and never offered a discount". */
  readonly promise: string;
  readonly person: string;
  /** Ids of nodes in the order they are come to, from the trigger on. */
  readonly nodes: readonly string[];
}
