import { weightsEditor } from '../weights-control.tsx';
import { randomSplit } from './definition.ts';

export const RandomSplitEditor = weightsEditor(randomSplit.config);
