'use client';
import { createContext, useContext } from 'react';

/** The step whose panel is shown, for controls that need more than their own value. */
export const StepContext = createContext<{ readonly node: string; readonly field: string | null }>({
  node: '',
  field: null,
});

export const useStep = () => useContext(StepContext);

/** The requested field of a message, such as `blocks.2.text`. Read once by the editor that opens for it. */
export const ContentFieldContext = createContext<string | null>(null);

export const useContentField = () => useContext(ContentFieldContext);
