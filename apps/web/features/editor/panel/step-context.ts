'use client';
import { createContext, useContext } from 'react';

/** The step whose panel a control stands in, for controls that need more than their own value. */
export const StepContext = createContext<{ readonly node: string; readonly field: string | null }>({
  node: '',
  field: null,
});

export const useStep = () => useContext(StepContext);

/** The field of a message's content that was asked for, such as `blocks.2.text`; read once by what opens for it. */
export const ContentFieldContext = createContext<string | null>(null);

export const useContentField = () => useContext(ContentFieldContext);
