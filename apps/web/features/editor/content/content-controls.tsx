'use client';
import type { Control } from '@millrace/ui';
import { EmailBlocks } from './email-blocks.tsx';
import { TEXT_CONTROLS } from './text-controls.tsx';

/** The controls for the fields of a message. */
export const CONTENT_CONTROLS: Readonly<Record<string, Control>> = {
  ...TEXT_CONTROLS,
  'email-blocks': EmailBlocks,
};
