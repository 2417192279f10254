import { lazy, type ComponentType } from 'react';
import type { Control } from '@millrace/ui';

/** What a kind's own panel is given. It draws the whole config; `controls` are those the screen has for events, conditions and messages. */
export interface NodeEditorProps {
  readonly config: Readonly<Record<string, unknown>>;
  /** Told the dotted path and the new value; `undefined` takes the field out. */
  onChange(path: string, value: unknown): void;
  /** Sentences by dotted path. */
  readonly problems: Readonly<Record<string, string>>;
  readonly controls: Readonly<Record<string, Control>>;
  readonly currency: string;
  readonly disabled: boolean;
}

/**
 * Kinds with a panel of their own, each loaded when it is first opened. All others get the panel drawn from their
 * schema. A test compares this with the folders.
 */
export const EDITORS: Readonly<Record<string, ComponentType<NodeEditorProps>>> = {
  'random-split': lazy(() =>
    import('./random-split/editor.tsx').then(({ RandomSplitEditor }) => ({ default: RandomSplitEditor })),
  ),
  'decide-offer': lazy(() =>
    import('./decide-offer/editor.tsx').then(({ DecideOfferEditor }) => ({ default: DecideOfferEditor })),
  ),
};
