'use client';
import { createContext, useContext } from 'react';

/** The step whose panel a control stands in, for controls that need more than their own value. */
export const StepContext = createContext<{ readonly node: string; readonly field: string | null }>({ node: '', field: null });

export const useStep = () => useContext(StepContext);
