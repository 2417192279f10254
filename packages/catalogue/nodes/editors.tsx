import { lazy, type ComponentType } from 'react';
import type { Control } from '@millrace/ui';

/**
 * The props of a kind's own panel, which draws the whole config. `controls` has the screen's controls for
 * events, conditions and messages.
 */
export interface NodeEditorProps {
  readonly config: Readonly<Record<string, unknown>>;
  /** Takes the dotted path and the new value; `undefined` removes the field. */
  onChange(path: string, value: unknown): void;
  /** Problems as sentences, by dotted path. */
  readonly problems: Readonly<Record<string, string>>;
  readonly controls: Readonly<Record<string, Control>>;
  readonly currency: string;
  readonly disabled: boolean;
}

/**
 * Kinds with their own panel, each loaded when it is first opened. All others get a panel drawn from their
 * schema. A test compares this list with the folders.
 */
export const EDITORS: Readonly<Record<string, ComponentType<NodeEditorProps>>> = {
  'random-split': lazy(() =>
    import('./random-split/editor.tsx').then(({ RandomSplitEditor }) => ({ default: RandomSplitEditor })),
  ),
  'ab-test': lazy(() =>
    import('./ab-test/editor.tsx').then(({ AbTestEditor }) => ({ default: AbTestEditor })),
  ),
  'decide-channel': lazy(() =>
    import('./decide-channel/editor.tsx').then(({ DecideChannelEditor }) => ({
      default: DecideChannelEditor,
    })),
  ),
  'decide-offer': lazy(() =>
    import('./decide-offer/editor.tsx').then(({ DecideOfferEditor }) => ({ default: DecideOfferEditor })),
  ),
};
